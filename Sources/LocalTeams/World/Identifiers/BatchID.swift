internal import JSONKit

/// What a batch operation is known by: a GUID.
struct BatchID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}

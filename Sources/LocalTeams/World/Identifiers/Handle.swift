internal import JSONKit

/// What people are known by to the control plane: `ines`.
struct Handle: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}

internal import JSONKit

/// What a bot is known by: a GUID.
struct AppID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}

internal import JSONKit

/// What a bot's installation is known by: a GUID.
struct InstallationID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}

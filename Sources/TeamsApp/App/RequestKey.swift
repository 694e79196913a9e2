internal import HTTPKit
public import ServiceKit
internal import TokenKit

/// What another program shows to be let in: `Authorization: Bearer <key>`.
///
/// Only its digest is kept, which is also what is compared, so that the time of a refusal says nothing about it.
public struct RequestKey: Sendable, Hashable {
    /// Shorter ones can be guessed.
    static let minLength = 16
    private let digest: [UInt8]

    /// A key.
    /// - Throws: `SettingError` for one with fewer than 16 characters, and for one with a blank, or a sign beyond
    ///   ASCII, which no header field carries.
    public init(_ text: String) throws(SettingError) {
        try self.init(Setting(name: "the key of a request", text: text))
    }

    /// The key in an environment variable.
    /// - Throws: `SettingError` also when it is not set: nobody comes in without a key.
    public static func environment(
        _ name: String, _ environment: ProcessEnvironment = .current
    ) throws(SettingError) -> RequestKey {
        try RequestKey(
            try environment.required(name, "a key of 16 characters or more, which programs show to be let in"))
    }

    private init(_ setting: Setting) throws(SettingError) {
        guard setting.text.utf8.count >= Self.minLength, setting.text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            // Says nothing of the key itself.
            throw SettingError(
                setting: setting.name,
                message: "\(setting.name) must have \(Self.minLength) characters or more of ASCII, and no blank")
        }
        digest = sha256(Array(setting.text.utf8))
    }

    /// Whether an `Authorization` field shows this key.
    func opens(_ authorization: String?) -> Bool {
        guard let shown = authorization?.bearerToken else { return false }
        return sha256(Array(shown.utf8)) == digest
    }
}

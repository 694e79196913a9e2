internal import TokenKit

/// What gives whoever has it a right: secrets, ids of files and webhooks. It comes from the system's generator, so that
/// nothing that can be seen tells anything about it.
enum Secret {
    /// 128 bits in hexadecimal.
    static func hex() -> String { StableID.hex(bytes(16)) }

    /// 122 bits as a GUID.
    static func guid() -> String { StableID.guid(bytes(16)) }

    /// 192 bits as base64url.
    static func token() -> String { Base64URL.encode(bytes(24)) }

    private static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Whether two secrets are the same. Hashes are compared, so that the time it takes tells nothing about them.
    static func isSame(_ one: String, _ other: String) -> Bool {
        sha256(Array(one.utf8)) == sha256(Array(other.utf8))
    }
}

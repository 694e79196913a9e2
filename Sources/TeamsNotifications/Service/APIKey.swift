package import Foundation
internal import JSONKit
internal import TokenKit

/// A key of the API, as the service knows it: a name, a scope, and the digest of the key itself. The key is known to
/// whoever got it alone.
package struct APIKey: Sendable, Hashable {
    /// What its owner calls it.
    package let name: String
    package let scope: APIScope
    /// SHA-256 of the key.
    package let digest: [UInt8]
    /// When it was made, as the API writes instants; nil of one in a file.
    package var createdAt: String?
    /// From when on it is refused; nil for never.
    package var expiresAt: Date?
    /// The last four characters of the key, by which its owner knows it; nil of one in a file.
    package var ending: String?

    package init(name: String, scope: APIScope, digest: [UInt8], createdAt: String? = nil) {
        self.name = name
        self.scope = scope
        self.digest = digest
        self.createdAt = createdAt
    }

    /// The key that `secret` is.
    package init(name: String, scope: APIScope, secret: String) {
        self.init(name: name, scope: scope, digest: Self.digest(of: secret))
    }

    /// Whether it counts at an instant.
    package func isValid(at now: Date) -> Bool { expiresAt.map { now < $0 } ?? true }

    /// A new secret: 256 bits of chance, and letters in front by which a scanner of source code knows it.
    package static func newSecret() -> String {
        var chance = SystemRandomNumberGenerator()
        return "tnk_" + Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &chance) })
    }

    package static func digest(of secret: String) -> [UInt8] { sha256(Array(secret.utf8)) }

    /// Whether `name` can be one: letters, digits, dot, dash and underscore.
    package static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: ".-_".utf8.contains(byte)
                }
            }
    }
}

extension APIKey {
    /// `name:scope:<64 hexadecimal digits>`: a line of a key file.
    package init?(line: some StringProtocol) {
        let parts = line.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(String(parts[0])), let scope = APIScope(rawValue: String(parts[1])),
            let digest = bytes(hexadecimal: parts[2]), digest.count == 32
        else { return nil }
        self.init(name: String(parts[0]), scope: scope, digest: digest)
    }

    /// As the store keeps it: without the key.
    var stored: String {
        var json: JSONObject = ["scope": .string(scope.rawValue), "sha256": .string(hexadecimal(digest))]
        json["createdAt"] = createdAt.map { .string($0) }
        json["expiresAt"] = expiresAt.map { .string($0.apiText) }
        json["ending"] = ending.map { .string($0) }
        return JSONValue.object(json).text()
    }

    /// What the store keeps under `name`; nil when that is none.
    init?(name: String, stored: String) {
        guard let json = try? JSONValue(parsing: stored), let scope = json["scope"]?.stringValue,
            let scope = APIScope(rawValue: scope), let digest = json["sha256"]?.stringValue,
            let digest = bytes(hexadecimal: digest), digest.count == 32
        else { return nil }
        self.init(name: name, scope: scope, digest: digest, createdAt: json["createdAt"]?.stringValue)
        ending = json["ending"]?.stringValue
        guard let expires = json["expiresAt"] else { return }
        // One whose end cannot be read counts no more.
        guard let date = expires.stringValue.flatMap({ Date(apiText: $0) }) else { return nil }
        expiresAt = date
    }
}

/// The bytes of hexadecimal digits; nil when a character is none, or one is left over.
private func bytes(hexadecimal text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.map { byte -> UInt8? in
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
    guard values.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: values.count, by: 2) {
        guard let high = values[place], let low = values[place + 1] else { return nil }
        bytes.append(high << 4 | low)
    }
    return bytes
}

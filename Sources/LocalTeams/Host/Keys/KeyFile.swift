internal import Foundation
internal import JSONKit
internal import TokenKit

/// The signing key of runs without a data file, kept between them: bots that go on running while Local Teams starts
/// anew keep valid tokens and known keys, and a start does not wait for a new key.
struct KeyFile: Sendable {
    let path: String

    /// The key of the file; nil when there is none that can be used.
    func read() -> SigningKey? {
        guard let data = FileManager.default.contents(atPath: path),
            let pem = String(validating: Array(data), as: UTF8.self)
        else { return nil }
        return try? SigningKey(pem: pem, keyID: Self.id(ofKey: pem))
    }

    /// Makes a key and keeps it, readable by its owner alone. When the file cannot be written, the key is good for this
    /// run: nothing else depends on it.
    func make() throws(TokenError) -> SigningKey {
        let pem = try SigningKey.generate(keyID: "").pem
        let url = URL(filePath: path)
        try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Written beside it and moved there: another process sees the whole key or none.
        let draft = "\(path).\(UUID().uuidString)"
        if FileManager.default.createFile(
            atPath: draft, contents: Data(pem.utf8), attributes: [.posixPermissions: 0o600])
        {
            try? FileManager.default.moveItem(atPath: draft, toPath: path)
            try? FileManager.default.removeItem(atPath: draft)
        }
        return try SigningKey(pem: pem, keyID: Self.id(ofKey: pem))
    }

    /// The same key has the same id in every run.
    private static func id(ofKey pem: String) -> String {
        "local-\(Base64URL.encode(Array(sha256(Array(pem.utf8)).prefix(9))))"
    }
}

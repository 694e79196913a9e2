internal import Foundation
internal import JSONKit
internal import LockKit
internal import TokenKit

/// The RSA keys of this service: they sign deliveries and the tokens that it issues, and verify the latter.
///
/// Rotation adds a key that signs from then on; the old ones stay published, so that what they signed stays valid.
final class KeyRing: Sendable {
    private struct State {
        var keys: [SigningKey]
        var published: KeySet
        /// A key that is never published. Made when a test first asks for a delivery that no key verifies.
        var stray: SigningKey?
    }

    private let state: Mutex<State>

    /// Makes a ring with one new key.
    convenience init() throws(TokenError) {
        try self.init(keys: [Self.generate()])
    }

    /// - Parameter keys: oldest first, at least one.
    init(keys: [SigningKey]) throws(TokenError) {
        state = Mutex(State(keys: keys, published: try KeySet(json: Self.document(keys))))
    }

    /// The keys, oldest first, to be stored with the world.
    var keys: [SigningKey] { state.withLock { $0.keys } }

    /// The document of `/v1/.well-known/keys`.
    var document: JSONValue { Self.document(keys) }

    /// What a token of this service is verified with.
    var published: KeySet { state.withLock { $0.published } }

    /// A new key, which does nothing until it is added.
    func make() throws(TokenError) -> SigningKey { try Self.generate() }

    /// Adds a key, which signs from now on.
    func add(_ key: SigningKey) throws(TokenError) {
        let keys = keys + [key]
        let published = try KeySet(json: Self.document(keys))
        state.withLock { state in
            state.keys = keys
            state.published = published
        }
    }

    /// Signs `claims` with the newest key.
    func sign(_ claims: JSONObject) throws(TokenError) -> String {
        guard let key = keys.last else { throw TokenError(.badKey, "There is no signing key.") }
        return try key.sign(claims)
    }

    /// Signs with a key that is not published: under the key id of the newest key, or under one that nobody knows.
    func signWithStrayKey(_ claims: JSONObject, knownID: Bool) throws(TokenError) -> String {
        let stray: SigningKey
        if let made = state.withLock({ $0.stray }) {
            stray = made
        } else {
            stray = try Self.generate()
            state.withLock { $0.stray = stray }
        }
        guard knownID, let current = keys.last?.keyID else { return try stray.sign(claims) }
        return try SigningKey(pem: stray.pem, keyID: current).sign(claims)
    }

    static func generate() throws(TokenError) -> SigningKey {
        try SigningKey.generate(keyID: "local-" + UUID().uuidString.lowercased().prefix(13))
    }

    private static func document(_ keys: [SigningKey]) -> JSONValue {
        let published = keys.map { key in
            var object = key.publicJWK
            object["use"] = "sig"
            object["alg"] = "RS256"
            object["kid"] = .string(key.keyID)
            object["x5t"] = .string(key.keyID)
            object["endorsements"] = ["msteams"]
            return JSONValue.object(object)
        }
        return ["keys": .array(published)]
    }
}

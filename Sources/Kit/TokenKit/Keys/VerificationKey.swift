package import JSONKit

/// The package half of an RSA key, which verifies RS256 and nothing else.
package struct VerificationKey: Sendable {
    /// The id that tokens give in `kid`.
    package let keyID: String?
    /// The channels for which the key's owner vouches; a member of Bot Framework's key sets.
    package let endorsements: [String]
    let key: RSAKey
    /// Tells keys apart by their numbers, not by their ids.
    let fingerprint: [UInt8]

    /// Reads a member of a key set.
    ///
    /// - Throws: `badKey` when it is not an RSA key for RS256 signatures, is out of bounds, or cannot be read.
    /// - SeeAlso: [RFC 7518 §6.3](https://www.rfc-editor.org/rfc/rfc7518#section-6.3)
    package init(jwk: JSONObject) throws(TokenError) {
        guard jwk["kty"]?.stringValue == "RSA" else { throw TokenError(.badKey, "the key is not of type RSA") }
        guard (jwk["alg"] ?? "RS256") == "RS256" else { throw TokenError(.badKey, "the key is not for RS256") }
        guard (jwk["use"] ?? "sig") == "sig" else { throw TokenError(.badKey, "the key is not for signatures") }
        guard let modulus = jwk["n"]?.stringValue.flatMap(Base64URL.decode),
            let exponent = jwk["e"]?.stringValue.flatMap(Base64URL.decode)
        else { throw TokenError(.badKey, "the members n and e of the key are missing or no base64url") }
        key = try RSAKey(modulus: modulus, exponent: exponent)
        fingerprint = sha256(modulus + exponent)
        keyID = jwk["kid"]?.stringValue
        endorsements = jwk["endorsements"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
}

/// The keys that an issuer publishes.
package struct KeySet: Sendable {
    private let keys: [String: VerificationKey]

    /// Reads a document `{"keys": […]}`. Keys for other purposes, without an id, or unreadable are left out, as RFC
    /// 7517 wants; of two with one id the first counts.
    ///
    /// - Throws: `malformed` when it is no key set.
    /// - SeeAlso: [RFC 7517 §5](https://www.rfc-editor.org/rfc/rfc7517#section-5)
    package init(json: JSONValue) throws(TokenError) {
        guard let members = json["keys"]?.arrayValue else {
            throw TokenError(.malformed, "a key set is an object with an array called keys")
        }
        self.init(members.compactMap { member in member.objectValue.flatMap { try? VerificationKey(jwk: $0) } })
    }

    /// A set of these keys.
    package init(_ keys: [VerificationKey]) {
        self.keys = Dictionary(keys.compactMap { key in key.keyID.map { ($0, key) } }) { first, _ in first }
    }

    /// The key with this id.
    package func key(id: String) -> VerificationKey? { keys[id] }

    /// Whether there is no usable key in it.
    package var isEmpty: Bool { keys.isEmpty }

    /// How many usable keys there are.
    package var count: Int { keys.count }
}

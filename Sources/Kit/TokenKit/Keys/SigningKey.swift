package import JSONKit

/// An RSA key pair that signs tokens with RS256.
package struct SigningKey: Sendable {
    /// Names the key in the tokens that it signs.
    package let keyID: String
    private let key: RSAKey

    /// A new pair of `bits` bits, 2048 to 8192. Takes a tenth of a second or more.
    package static func generate(keyID: String, bits: Int = 2048) throws(TokenError) -> SigningKey {
        SigningKey(key: try RSAKey.generate(bits: bits), keyID: keyID)
    }

    /// The pair in a PEM text with an unencrypted private key.
    package init(pem: String, keyID: String) throws(TokenError) {
        self.init(key: try RSAKey(pem: pem), keyID: keyID)
    }

    init(key: RSAKey, keyID: String) {
        self.key = key
        self.keyID = keyID
    }

    /// The private key as PEM (PKCS #8): a secret.
    package var pem: String {
        get throws(TokenError) { try key.pem() }
    }

    /// What others need to verify: the key as a member of a key set.
    /// - SeeAlso: [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517)
    package var publicJWK: JSONObject {
        [
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(keyID),
            "n": .string(Base64URL.encode(key.modulus)), "e": .string(Base64URL.encode(key.exponent)),
        ]
    }

    /// A token with `claims`, in the compact form.
    ///
    /// - Parameter extra: further members of the header. A `kid` takes the place of the key's own; `alg` stays.
    /// - SeeAlso: [RFC 7515 §3.1](https://www.rfc-editor.org/rfc/rfc7515#section-3.1)
    package func sign(_ claims: JSONObject, header extra: JSONObject = [:]) throws(TokenError) -> String {
        var header: JSONObject = ["alg": "RS256", "typ": "JWT", "kid": .string(keyID)]
        for (name, value) in extra where name != "alg" { header[name] = value }
        let text = Base64URL.encode(header.serialized()) + "." + Base64URL.encode(claims.serialized())
        return text + "." + Base64URL.encode(try key.sign(Array(text.utf8)))
    }
}

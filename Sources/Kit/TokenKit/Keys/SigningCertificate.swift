package import JSONKit

/// An RSA key pair with the certificate of its public half, by which a service that knows the certificate finds the key
/// to verify with.
///
/// Signs with RS256 and names the certificate by both thumbprints: Microsoft Entra has taken that from every app since
/// there are certificates, and a service that knows one of them alone finds it too.
/// - SeeAlso: [Certificate credentials](https://learn.microsoft.com/entra/identity-platform/certificate-credentials),
///   [RFC 7515 §4.1.7](https://www.rfc-editor.org/rfc/rfc7515#section-4.1.7)
package struct SigningCertificate: Sendable {
    /// The longest PEM text that is read, in bytes.
    package static let maxPEMBytes = RSAKey.maxPEMBytes

    /// The certificate's SHA-1 digest in base64url, `x5t`.
    package let thumbprint: String
    /// The certificate's SHA-256 digest in base64url, `x5t#S256`.
    package let thumbprint256: String
    private let key: SigningKey

    /// The pair of a key and its certificate. Of several certificates, as in a chain, the key's own counts.
    ///
    /// - Parameters:
    ///   - pem: PEM with the certificate, and with the private key unless `keyPEM` has it.
    ///   - keyPEM: PEM with the private key, without a passphrase.
    /// - Throws: `badKey` that says what is missing, or does not fit.
    package init(pem: String, keyPEM: String? = nil) throws(TokenError) {
        let rsa = try RSAKey(pem: keyPEM ?? pem)
        let certificate = try rsa.certificate(in: pem)
        thumbprint = Base64URL.encode(sha1(certificate))
        thumbprint256 = Base64URL.encode(sha256(certificate))
        key = SigningKey(key: rsa, keyID: thumbprint)
    }

    /// A token with `claims`, in the compact form.
    package func sign(_ claims: JSONObject) throws(TokenError) -> String {
        try key.sign(claims, header: ["x5t": .string(thumbprint), "x5t#S256": .string(thumbprint256)])
    }

    /// What others need to verify, as a member of a key set.
    package var publicJWK: JSONObject { key.publicJWK }
}

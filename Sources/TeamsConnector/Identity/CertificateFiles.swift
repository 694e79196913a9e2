internal import TokenKit

/// A certificate and its private key as PEM, in one file or in two.
struct CertificateFiles: Sendable, Hashable {
    let certificate: CredentialFile
    /// Nil when the key stands beside the certificate.
    let key: CredentialFile?

    private static let wanted =
        "an RSA certificate and its private key as PEM (openssl pkcs12 -in bot.pfx -out bot.pem -nodes makes it of a "
        + ".pfx)"

    /// What is in the files now.
    func read() throws(CredentialFile.Problem) -> SigningCertificate {
        let maxBytes = SigningCertificate.maxPEMBytes
        let pem = try certificate.text(maxBytes: maxBytes, wanted: Self.wanted)
        var keyPEM: String?
        if let key { keyPEM = try key.text(maxBytes: maxBytes, wanted: Self.wanted) }
        do throws(TokenError) {
            return try SigningCertificate(pem: pem, keyPEM: keyPEM)
        } catch {
            throw CredentialFile.Problem(reason: "\(name): \(error.message); it must be \(Self.wanted)")
        }
    }

    /// The files, for people.
    var name: String { "the certificate '\(certificate.path)'\(key.map { " with the key '\($0.path)'" } ?? "")" }
}

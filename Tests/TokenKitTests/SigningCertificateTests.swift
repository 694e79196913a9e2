import Foundation
import JSONKit
import Testing

@testable import TokenKit

/// Files that OpenSSL's own program made.
private func pem(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Certificates")
    return try String(contentsOf: folder.appending(path: "\(name).pem"), encoding: .utf8)
}

struct SigningCertificateTests {
    @Test("Key and certificate in any order, in two files, or with the chain above it")
    func forms() throws {
        let forms = [
            try SigningCertificate(pem: pem("first")),
            try SigningCertificate(pem: pem("first-certificate") + pem("first-key")),
            try SigningCertificate(pem: pem("first-certificate"), keyPEM: pem("first-key")),
            try SigningCertificate(pem: pem("chain"), keyPEM: pem("first-key")),
            try SigningCertificate(pem: pem("chain") + "\n# comment\n" + pem("first-key")),
        ]
        for form in forms {
            // As `openssl dgst -sha1` and `-sha256` say of the certificate's DER text.
            #expect(form.thumbprint == "xy3V361dxC0v8zfJRJn7Dt3D7FU")
            #expect(form.thumbprint256 == "zolBLTyWDj27yvRG00HqtkH9YX73JwnHrMBGjDG4AhI")
        }
        #expect(try SigningCertificate(pem: pem("second")).thumbprint == "YFkhCqc1yBVvhngCF-JH8Qz8M48")
    }

    @Test("What it signs names the certificate, and its key verifies it")
    func signs() throws {
        let certificate = try SigningCertificate(pem: pem("first"))
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let compact = try certificate.sign(["iss": "a", "aud": "b", "exp": 1_800_000_600])
        let verifier = TokenVerifier(requirements: TokenRequirements(issuers: ["a"], audiences: ["b"]))
        let keys = KeySet([try VerificationKey(jwk: certificate.publicJWK)])
        let token = try verifier.verify(compact, keys: keys, now: now)
        #expect(token.header["alg"] == "RS256")
        #expect(token.header["x5t"] == .string(certificate.thumbprint))
        #expect(token.header["x5t#S256"] == .string(certificate.thumbprint256))
        let other = try SigningCertificate(pem: pem("second"))
        var jwk = other.publicJWK
        jwk["kid"] = .string(certificate.thumbprint)
        let wrong = KeySet([try VerificationKey(jwk: jwk)])
        #expect(throws: TokenError.self) {
            try TokenVerifier(requirements: TokenRequirements(issuers: ["a"], audiences: ["b"]))
                .verify(compact, keys: wrong, now: now)
        }
    }

    private static let unfit: [(certificate: String, key: String?, says: String)] = [
        ("first-key", nil, "no certificate"), ("first-certificate", nil, "private key"),
        ("first-certificate", "second", "belongs to the private key"), ("elliptic", nil, "not an RSA key"),
        ("encrypted", nil, "passphrase"), ("first-key", "first-certificate", "private key"),
    ]

    @Test("What does not fit is an error that says why", arguments: unfit)
    func mistakes(_ mistake: (certificate: String, key: String?, says: String)) throws {
        let certificate = try pem(mistake.certificate)
        let key = try mistake.key.map(pem)
        let error = #expect(throws: TokenError.self) { try SigningCertificate(pem: certificate, keyPEM: key) }
        #expect(error?.code == .badKey)
        #expect(error?.message.contains(mistake.says) == true, "\(error?.message ?? "")")
    }

    @Test("Damaged and endless texts are errors too")
    func damaged() throws {
        let whole = try pem("first")
        let texts = [
            "", "-----BEGIN CERTIFICATE-----", String(repeating: "x", count: 1 << 17),
            whole.replacing("MII", with: "AAA"), String(whole.prefix(whole.count / 2)),
            String(whole.prefix(whole.count - 200)),
        ]
        for text in texts {
            #expect(throws: TokenError.self) { try SigningCertificate(pem: text) }
        }
    }
}

@Test("Without its key a token is worth a look for it only when all the rest is right")
func unverified() throws {
    let key = try SigningKey.generate(keyID: "k1")
    let verifier = TokenVerifier(requirements: TokenRequirements(issuers: ["i"], audiences: ["a"]))
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let good: JSONObject = ["iss": "i", "aud": "a", "exp": 1_800_000_600]
    #expect(try verifier.unverified(key.sign(good), now: now).keyID == "k1")
    let changes: [(String, JSONValue?)] = [
        ("iss", "x"), ("aud", "x"), ("exp", 1_700_000_000), ("exp", nil), ("nbf", 1_900_000_000),
    ]
    for (name, value) in changes {
        var claims = good
        claims[name] = value
        let token = try key.sign(claims)
        #expect(throws: TokenError.self) { try verifier.unverified(token, now: now) }
    }
    let critical = try key.sign(good, header: ["crit": ["x"]])
    #expect(throws: TokenError.self) { try verifier.unverified(critical, now: now) }
    let unsigned = #"{"alg":"none","kid":"k1"}"#
    let parts = try key.sign(good).split(separator: ".")
    let none = "\(Base64URL.encode(Array(unsigned.utf8))).\(parts[1])."
    #expect(throws: TokenError.self) { try verifier.unverified(none, now: now) }
}

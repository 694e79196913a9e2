import Foundation
import JSONKit
import Testing

@testable import TokenKit

/// RFC 7515, appendix A.2.
private let rfcModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgN"
    + "MsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xs"
    + "mtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
private let rfcSigned =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
private let rfcSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZ"
    + "cAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
    + "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"

@Test func keyVerifiesTheExampleOfTheStandard() throws {
    let key = try VerificationKey(jwk: ["kty": "RSA", "n": .string(rfcModulus), "e": "AQAB"])
    let signature = try #require(Base64URL.decode(rfcSignature))
    #expect(key.key.verifies(signature, ofDigest: sha256(Array(rfcSigned.utf8))))
    #expect(!key.key.verifies(signature, ofDigest: sha256(Array(rfcSigned.utf8) + [0])))
    let token = try Token(unverified: rfcSigned + "." + rfcSignature)
    #expect(token.issuer == "joe")
    #expect(token.expiresAt?.timeIntervalSince1970 == 1_300_819_380)
    #expect(token.claims["http://example.com/is_root"] == true)
}

@Test func keyRejectsSignaturesOfAnyLength() throws {
    let key = try VerificationKey(jwk: ["kty": "RSA", "n": .string(rfcModulus), "e": "AQAB"])
    for count in [0, 1, 32, 255, 256, 257, 4096] {
        #expect(!key.key.verifies([UInt8](repeating: 1, count: count), ofDigest: sha256([])))
    }
}

@Test func keySurvivesPEMAndJWK() throws {
    let key = try SigningKey.generate(keyID: "k1")
    let copy = try SigningKey(pem: key.pem, keyID: "k1")
    #expect(try key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(copy.publicJWK == key.publicJWK)
    #expect(key.publicJWK.names == ["kty", "use", "alg", "kid", "n", "e"])
    #expect(key.publicJWK["e"] == "AQAB")
    let token = try copy.sign(["a": 1])
    let keys = KeySet([try VerificationKey(jwk: key.publicJWK)])
    let parts = try CompactParts(token)
    #expect(try keys.key(id: "k1")?.key.verifies(parts.signature(), ofDigest: sha256(parts.signed)) == true)
}

private let unusable: [(jwk: JSONObject, why: String)] = [
    ([:], "no type"),
    (["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"], "another type"),
    (["kty": "oct", "k": "AAAA"], "a secret"),
    (["kty": "RSA", "e": "AQAB"], "no modulus"),
    (["kty": "RSA", "n": .string(rfcModulus)], "no exponent"),
    (["kty": "RSA", "n": .string(rfcModulus + "="), "e": "AQAB"], "padding"),
    (["kty": "RSA", "n": .string(rfcModulus), "e": "AQAB", "alg": "RS512"], "another algorithm"),
    (["kty": "RSA", "n": .string(rfcModulus), "e": "AQAB", "use": "enc"], "another use"),
    (["kty": "RSA", "n": .string(rfcModulus), "e": ""], "an empty exponent"),
    (["kty": "RSA", "n": .string(rfcModulus), "e": "AQABAQABAQABAQAB"], "a huge exponent"),
    (["kty": "RSA", "n": "AQAB", "e": "AQAB"], "a small modulus"),
    (["kty": "RSA", "n": .string(String(repeating: "_", count: 100_000)), "e": "AQAB"], "a huge modulus"),
    (["kty": "RSA", "n": 5, "e": "AQAB"], "a number"),
]

@Test(arguments: unusable)
func keySetLeavesOutWhatItCannotUse(jwk: JSONObject, why: String) throws {
    #expect(throws: TokenError.self) { try VerificationKey(jwk: jwk) }
    var named = jwk
    named["kid"] = "bad"
    let good: JSONObject = [
        "kty": "RSA", "n": .string(rfcModulus), "e": "AQAB", "kid": "good", "endorsements": ["msteams", 5],
    ]
    let keys = try KeySet(json: ["keys": [.object(named), .object(good), "text", nil]])
    #expect(keys.count == 1)
    #expect(keys.key(id: "bad") == nil)
    #expect(keys.key(id: "good")?.endorsements == ["msteams"])
}

@Test(arguments: [JSONValue.null, [], [:], ["keys": nil], ["keys": [:]], "keys"])
func keySetIsAnObjectWithKeys(json: JSONValue) {
    #expect(throws: TokenError.self) { try KeySet(json: json) }
}

@Test func keySetMayBeEmpty() throws {
    #expect(try KeySet(json: ["keys": []]).isEmpty)
}

@Test(arguments: [
    "", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI\n"
        + "-----END ENCRYPTED PRIVATE KEY-----\n",
    String(repeating: "A", count: 1 << 20),
])
func keyRefusesWhatIsNoPEM(pem: String) {
    #expect { try SigningKey(pem: pem, keyID: "x") } throws: { ($0 as? TokenError)?.code == .badKey }
}

@Test(arguments: [-1, 0, 512, 1024, 1 << 20])
func keyRefusesUnusableSizes(bits: Int) {
    #expect { try SigningKey.generate(keyID: "x", bits: bits) } throws: { ($0 as? TokenError)?.code == .badKey }
}

import Foundation
import JSONKit
import Testing

@testable import TokenKit

private let signer = Result { try SigningKey.generate(keyID: "k1") }
private let stranger = Result { try SigningKey.generate(keyID: "k1") }
private let now = 1_800_000_000
private let claims: JSONObject = [
    "iss": "https://api.botframework.com", "aud": "app", "exp": .number(JSONNumber(now + 3600)),
    "nbf": .number(JSONNumber(now - 10)), "serviceurl": "http://localhost/",
]

private func with(_ changes: JSONObject) -> JSONObject {
    var all = claims
    for (name, value) in changes { all[name] = value.isNull ? JSONValue?.none : value }
    return all
}

private func keys() throws -> KeySet {
    KeySet([try VerificationKey(jwk: signer.get().publicJWK)])
}

private func verifier(cacheCapacity: Int = 4096) -> TokenVerifier {
    TokenVerifier(
        requirements: TokenRequirements(issuers: ["https://api.botframework.com"], audiences: ["app", "api://app"]),
        cacheCapacity: cacheCapacity)
}

private func code(_ compact: String, at seconds: Int = now) throws -> TokenError.Code? {
    let verifier = verifier()
    let keys = try keys()
    func once() -> TokenError? {
        do throws(TokenError) {
            _ = try verifier.verify(compact, keys: keys, now: Date(timeIntervalSince1970: Double(seconds)))
            return nil
        } catch {
            return error
        }
    }
    let first = once()
    #expect(once() == first, "the cache must not change the verdict")
    if let first { #expect(!first.message.contains(compact.prefix(20)) || compact.isEmpty) }
    return first?.code
}

private let judged: [(changes: JSONObject, code: TokenError.Code?)] = [
    ([:], nil),
    (["aud": "api://app"], nil),
    (["aud": ["x", "app"]], nil),
    (["aud": ["x"]], .wrongAudience),
    (["aud": "APP"], .wrongAudience),
    (["aud": []], .wrongAudience),
    (["aud": 5], .wrongAudience),
    (["aud": nil], .wrongAudience),
    (["iss": "https://api.botframework.com/"], .wrongIssuer),
    (["iss": nil], .wrongIssuer),
    (["iss": ["https://api.botframework.com"]], .wrongIssuer),
    (["exp": nil], .missingExpiry),
    (["exp": "1800003600"], .malformed),
    (["exp": .number(JSONNumber(now - 299))], nil),
    (["exp": .number(JSONNumber(now - 300))], .expired),
    (["exp": .number(JSONNumber(Double(now) - 299.5))], nil),
    (["exp": 1e300], .malformed),
    (["exp": -1e300], .malformed),
    (["exp": 253_402_300_799], nil),
    (["exp": 253_402_300_800], .malformed),
    (["nbf": -1], .malformed),
    (["iat": 1e300], .malformed),
    (["nbf": .number(JSONNumber(now + 300))], nil),
    (["nbf": .number(JSONNumber(now + 301))], .notYetValid),
    (["nbf": "soon"], .malformed),
    (["nbf": nil], nil),
    (["iat": .number(JSONNumber(now + 300))], nil),
    (["iat": .number(JSONNumber(now + 301))], .notYetValid),
    (["iat": true], .malformed),
]

@Test(arguments: judged)
func tokenIsJudgedByItsClaims(changes: JSONObject, code expected: TokenError.Code?) throws {
    #expect(try code(signer.get().sign(with(changes))) == expected)
}

@Test func tokenIsReturnedWithItsClaims() throws {
    let compact = try signer.get().sign(claims)
    let token = try verifier().verify(compact, keys: keys(), now: Date(timeIntervalSince1970: Double(now)))
    #expect(token.claims == claims)
    #expect(token.claim("serviceurl") == "http://localhost/")
    #expect(token.keyID == "k1")
}

@Test func tokenOfAnotherKeyIsRefused() throws {
    #expect(try code(stranger.get().sign(claims)) == .badSignature)
    #expect(try code(signer.get().sign(claims, header: ["kid": "k2"])) == .unknownKey)
    #expect(try code(signer.get().sign(claims, header: ["kid": 5])) == .unknownKey)
}

/// A token with any header, signed well.
private func signed(header: String, payload: String? = nil) throws -> String {
    let text =
        Base64URL.encode(Array(header.utf8)) + "."
        + (payload.map { Base64URL.encode(Array($0.utf8)) } ?? Base64URL.encode(claims.serialized()))
    let pem = try signer.get().pem
    return text + "." + Base64URL.encode(try RSAKey(pem: pem).sign(Array(text.utf8)))
}

private let headers: [(header: String, code: TokenError.Code?)] = [
    (#"{"alg":"RS256","kid":"k1"}"#, nil),
    (#"{"alg":"none","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"None","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"rs256","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"HS256","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"RS512","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"PS256","kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":["RS256"],"kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"kid":"k1"}"#, .unsupportedAlgorithm),
    (#"{"alg":"RS256"}"#, .unknownKey),
    (#"{"alg":"RS256","kid":"k1","alg":"none"}"#, .malformed),
    (#"{"alg":"RS256","kid":"k2","kid":"k1"}"#, .malformed),
    (#"{"alg":"RS256","kid":"k1","crit":["b64"],"b64":false}"#, .malformed),
    (#"{"alg":"RS256","kid":"k1","crit":[]}"#, .malformed),
    (#"{"alg":"RS256","kid":"k1"}x"#, .malformed),
    (#"["RS256"]"#, .malformed),
    ("", .malformed),
]

@Test(arguments: headers)
func tokenIsJudgedByItsHeader(header: String, code expected: TokenError.Code?) throws {
    #expect(try code(signed(header: header)) == expected)
}

@Test func tokenPayloadIsOneObject() throws {
    let header = #"{"alg":"RS256","kid":"k1"}"#
    for payload in [#"{"exp":1,"exp":2}"#, "[]", "", "null", String(repeating: "[", count: 5000)] {
        #expect(try code(signed(header: header, payload: payload)) == .malformed)
    }
}

@Test func tokenSignedWithThePublicKeyAsSecretIsRefused() throws {
    // The classic confusion of HS256 and RS256: whatever the signature is, the header is refused before it counts.
    let text =
        Base64URL.encode(Array(#"{"alg":"HS256","kid":"k1"}"#.utf8)) + "." + Base64URL.encode(claims.serialized())
    let secret = try #require(signer.get().publicJWK["n"]?.stringValue)
    let signature = sha256(Array(secret.utf8) + Array(text.utf8))
    #expect(try code(text + "." + Base64URL.encode(signature)) == .unsupportedAlgorithm)
    #expect(try code(text + ".") == .unsupportedAlgorithm)
}

@Test func tokenThatWasTamperedWithIsRefused() throws {
    let compact = try signer.get().sign(claims)
    let parts = compact.split(separator: ".").map(String.init)
    let other = Base64URL.encode(with(["aud": "x"]).serialized())
    #expect(try code("\(parts[0]).\(other).\(parts[2])") == .badSignature)
    let header = Base64URL.encode(Array(#"{"alg":"RS256","typ":"JWT","kid":"k1","x":1}"#.utf8))
    #expect(try code("\(header).\(parts[1]).\(parts[2])") == .badSignature)
    #expect(try code("\(parts[0]).\(parts[1]).") == .badSignature)
    var signature = try #require(Base64URL.decode(parts[2]))
    #expect(try code("\(parts[0]).\(parts[1]).\(Base64URL.encode(Array(signature.dropLast())))") == .badSignature)
    signature[100] ^= 1
    #expect(try code("\(parts[0]).\(parts[1]).\(Base64URL.encode(signature))") == .badSignature)
}

@Test(arguments: [
    "", ".", "..", "...", "a.b", "a.b.c.d", "Bearer x", "\u{0}.\u{0}.\u{0}", "é.é.é", "a b.c.d",
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0=.e30.AA", String(repeating: "A", count: 100_000),
    String(repeating: ".", count: 100_000), "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.e30.A",
])
func tokenThatIsNoneIsMalformed(compact: String) throws {
    #expect(try code(compact) == .malformed)
}

@Test func tokenMayBeLargeWithinItsBound() throws {
    let room = String(repeating: "x", count: 8000)
    #expect(try code(signer.get().sign(with(["room": .string(room)]))) == nil)
    #expect(try code(signer.get().sign(with(["room": .string(room + room)]))) == .malformed)
}

@Test func tokenFromTheCacheExpires() throws {
    let compact = try signer.get().sign(with(["exp": .number(JSONNumber(now + 10))]))
    let verifier = verifier()
    let keys = try keys()
    func at(_ seconds: Int) throws -> Token {
        try verifier.verify(compact, keys: keys, now: Date(timeIntervalSince1970: Double(seconds)))
    }
    _ = try at(now)
    _ = try at(now + 309)
    #expect { try at(now + 310) } throws: { ($0 as? TokenError)?.code == .expired }
}

@Test func tokenFromTheCacheNeedsItsKeyStill() throws {
    let compact = try signer.get().sign(claims)
    let verifier = verifier()
    let date = Date(timeIntervalSince1970: Double(now))
    _ = try verifier.verify(compact, keys: keys(), now: date)
    #expect { try verifier.verify(compact, keys: KeySet([]), now: date) } throws: {
        ($0 as? TokenError)?.code == .unknownKey
    }
    let replaced = KeySet([try VerificationKey(jwk: stranger.get().publicJWK)])
    #expect { try verifier.verify(compact, keys: replaced, now: date) } throws: {
        ($0 as? TokenError)?.code == .badSignature
    }
}

@Test func tokenCacheIsBounded() {
    let cache = TokenCache(capacity: 10)
    let token = Token(header: [:], claims: [:])
    let digests = (0..<1000).map { TokenDigest(sha256([UInt8($0 & 255), UInt8($0 >> 8)])) }
    for digest in digests {
        cache[digest] = TokenCache.Entry(token: token, fingerprint: [])
        #expect(cache[digests[0]] != nil, "what is used stays")
        #expect(cache.count <= 10)
    }
    #expect(cache[digests[500]] == nil)
}

@Test func tokensAreVerifiedOnManyThreadsAtOnce() async throws {
    let verifier = verifier(cacheCapacity: 2)
    let keys = try keys()
    let tokens = try (0..<20).map { try signer.get().sign(with(["jti": .string("\($0)")])) }
    try await withThrowingTaskGroup { group in
        for _ in 0..<8 {
            group.addTask {
                for (index, compact) in tokens.enumerated() {
                    let token = try verifier.verify(
                        compact, keys: keys, now: Date(timeIntervalSince1970: Double(now)))
                    #expect(token.claim("jti") == "\(index)")
                }
            }
        }
        try await group.waitForAll()
    }
}

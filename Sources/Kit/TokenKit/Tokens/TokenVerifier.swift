package import Foundation
internal import JSONKit

/// Accepts tokens that a known key signed and that say what is required.
///
/// RS256 alone: the key decides how a signature is verified, and a token that names anything else is refused. A token
/// that was accepted is remembered by its digest, so that the next request with it costs no signature; its times are
/// checked each time, and it counts only as long as its key is in the set. Safe to use from many threads.
package struct TokenVerifier: Sendable {
    private let requirements: TokenRequirements
    private let cache: TokenCache

    /// - Parameter cacheCapacity: how many accepted tokens are remembered, in entries.
    package init(requirements: TokenRequirements, cacheCapacity: Int = 4096) {
        self.requirements = requirements
        cache = TokenCache(capacity: cacheCapacity)
    }

    /// The token, when it can be believed.
    ///
    /// - Throws: `unknownKey` when `keys` does not hold the token's key, which is a reason to fetch them again;
    ///   otherwise what is wrong with the token.
    package func verify(_ compact: String, keys: KeySet, now: Date) throws(TokenError) -> Token {
        let digest = TokenDigest(sha256(Array(compact.utf8)))
        if let known = cache[digest], let id = known.token.keyID, keys.key(id: id)?.fingerprint == known.fingerprint {
            try requirements.checkTimes(of: known.token, now: now)
            return known.token
        }
        let parts = try CompactParts(compact)
        let header = try parts.header()
        let key = try key(for: header, in: keys)
        guard key.key.verifies(try parts.signature(), ofDigest: sha256(parts.signed)) else {
            throw TokenError(.badSignature, "the token's signature is not its key's")
        }
        let token = Token(header: header, claims: try parts.claims())
        try requirements.check(token, now: now)
        cache[digest] = TokenCache.Entry(token: token, fingerprint: key.fingerprint)
        return token
    }

    /// The token, when all is as required but for its signature, which is not looked at: nothing in it may be believed.
    /// Tells whether it is worth while to fetch the key that it names.
    ///
    /// - Throws: what is wrong with the token.
    package func unverified(_ compact: String, now: Date) throws(TokenError) -> Token {
        let token = try Token(unverified: compact)
        try checkForm(of: token.header)
        try requirements.check(token, now: now)
        return token
    }

    private func checkForm(of header: JSONObject) throws(TokenError) {
        guard header["alg"] == "RS256" else {
            throw TokenError(.unsupportedAlgorithm, "the token is not signed with RS256")
        }
        guard header["crit"] == nil else {
            throw TokenError(.malformed, "the token wants extensions understood (crit) that are not")
        }
    }

    private func key(for header: JSONObject, in keys: KeySet) throws(TokenError) -> VerificationKey {
        try checkForm(of: header)
        guard let id = header["kid"]?.stringValue else {
            throw TokenError(.unknownKey, "the token does not say which key signed it (kid)")
        }
        guard let key = keys.key(id: id) else {
            throw TokenError(.unknownKey, "the token is signed with a key that is not in the key set")
        }
        return key
    }
}

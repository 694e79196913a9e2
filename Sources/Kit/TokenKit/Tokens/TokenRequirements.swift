package import Foundation
internal import JSONKit

/// What a token must say to be accepted, apart from a good signature.
package struct TokenRequirements: Sendable, Hashable {
    /// One of them must have issued it.
    package var issuers: Set<String>
    /// It must be for one of them.
    package var audiences: Set<String>
    /// By how much clocks may differ.
    package var leeway: Duration

    /// Requirements. With no issuer or no audience no token is accepted.
    package init(issuers: Set<String>, audiences: Set<String>, leeway: Duration = .seconds(300)) {
        self.issuers = issuers
        self.audiences = audiences
        self.leeway = leeway
    }

    /// Checks the times, the issuer and the audience, in this order.
    ///
    /// - Throws: the first that does not hold. Messages name claims, never their values.
    package func check(_ token: Token, now: Date) throws(TokenError) {
        try checkTimes(of: token, now: now)
        guard let issuer = token.issuer, issuers.contains(issuer) else {
            throw TokenError(.wrongIssuer, "the token's issuer is not one of those accepted")
        }
        guard token.audience.contains(where: audiences.contains) else {
            throw TokenError(.wrongAudience, "the token is for another audience")
        }
    }

    func checkTimes(of token: Token, now: Date) throws(TokenError) {
        let leeway = leeway / .seconds(1)
        guard let end = token.claims["exp"] else { throw TokenError(.missingExpiry, "the token has no exp") }
        guard let end = Token.seconds(end) else { throw TokenError(.malformed, "the token's exp is no date") }
        let now = now.timeIntervalSince1970
        guard now < end + leeway else { throw TokenError(.expired, "the token has expired") }
        for name in ["nbf", "iat"] {
            guard let claim = token.claims[name] else { continue }
            guard let start = Token.seconds(claim) else {
                throw TokenError(.malformed, "the token's \(name) is no date")
            }
            guard start - leeway <= now else {
                throw TokenError(.notYetValid, "the token's \(name) is in the future: compare the clocks")
            }
        }
    }
}

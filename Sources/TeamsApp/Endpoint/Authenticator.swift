internal import ServiceKit
internal import TeamsModels
internal import TokenKit

/// Decides whether a request comes from the service that it says it comes from.
struct Authenticator: Sendable {
    /// What proves it.
    enum Proof: Sendable {
        /// A token of the service.
        case token(TokenVerifier, KeySource)
        /// Nothing: anybody may post. For development alone.
        case none
        /// The app has no credentials, so nobody can prove anything: every request is refused.
        case unconfigured
    }

    let proof: Proof
    let allowList: ServiceAllowList
    let wallClock: WallClock

    /// Checks the `Authorization` field, before the body is looked at.
    ///
    /// - Returns: the verified token; nil when none is asked for.
    func token(_ authorization: String?) async throws(Refusal) -> Token? {
        switch proof {
        case .none: return nil
        case .unconfigured: throw .unconfigured
        case .token(let verifier, let keySource):
            guard let authorization else { throw .unauthorized("no Authorization field") }
            return try await verify(try bearer(authorization), verifier, keySource)
        }
    }

    /// Checks that `activity` is of the service that the token speaks for, and that the bot answers to that service.
    func check(_ activity: Activity, against token: Token?) throws(Refusal) {
        if let token {
            guard let claim = token.claim("serviceurl") ?? token.claim("serviceUrl") else {
                throw .unauthorized("the token has no serviceurl claim")
            }
            guard let url = activity.serviceUrl, ServiceURL.same(claim, url) else {
                throw .unauthorized("the token is for another service URL than the activity")
            }
        }
        guard let url = activity.serviceUrl else { return }
        guard allowList.allows(url) else {
            throw Refusal(
                status: 403, message: "Service URL not allowed",
                reason: "the service URL's host is neither the cloud's nor in additionalServiceHosts")
        }
    }

    /// The token of `Bearer <token>`; the scheme's case does not matter.
    private func bearer(_ authorization: String) throws(Refusal) -> String {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthorized("the Authorization field is not a bearer token")
        }
        return String(parts[1].drop { $0 == " " })
    }

    /// The key that a token, not believed yet, says it is signed with.
    private static func keyID(of compact: String) -> String? { try? Token(unverified: compact).keyID }

    private func verify(
        _ compact: String, _ verifier: TokenVerifier, _ keySource: KeySource
    ) async throws(Refusal) -> Token {
        do {
            guard let keys = keySource.current else {
                guard let keys = await keySource.refreshed(for: Self.keyID(of: compact)) else {
                    throw Refusal.unauthorized("the service's signing keys could not be read")
                }
                return try verifier.verify(compact, keys: keys, now: wallClock.now)
            }
            do {
                return try verifier.verify(compact, keys: keys, now: wallClock.now)
            } catch  where error.code == .unknownKey {
                guard let newer = await keySource.refreshed(for: Self.keyID(of: compact)) else { throw error }
                return try verifier.verify(compact, keys: newer, now: wallClock.now)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as TokenError {
            throw .unauthorized(error.message)
        } catch {
            throw .unauthorized("the token could not be checked")
        }
    }
}

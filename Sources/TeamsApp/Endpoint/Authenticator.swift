internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import TeamsConnector
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

    /// Who asks, as far as the head of the request proves it.
    struct Caller: Sendable {
        /// The verified token; nil when none is asked for.
        var token: Token?
        /// The channels that the token's key is for; empty when it says nothing about that.
        var endorsements: [String] = []
    }

    /// What an `Authorization` field proves.
    enum Finding {
        case accepted(Caller)
        case refused(Refusal)
        /// The token's key is not at hand: the keys must be read before anything can be said.
        case unknownKey(id: String, KeySource)
    }

    let proof: Proof
    let allowList: ServiceAllowList
    let wallClock: WallClock

    /// Checks the `Authorization` field, before the body is looked at. Waits for keys where it must, but
    /// for less than the 15 seconds after which Teams posts again.
    func caller(_ authorization: String?) async throws(Refusal) -> Caller {
        var finding = find(authorization)
        if case .unknownKey(let id, let keySource) = finding {
            await keySource.read(for: id)
            finding = find(authorization)
        }
        switch finding {
        case .accepted(let caller): return caller
        case .refused(let refusal): throw refusal
        case .unknownKey: throw .unauthorized("the token is signed with a key that the service does not publish")
        }
    }

    /// Checks the `Authorization` field with what is at hand.
    func find(_ authorization: String?) -> Finding {
        switch proof {
        case .none: return .accepted(Caller())
        case .unconfigured: return .refused(.unconfigured)
        case .token(let verifier, let keySource):
            guard let authorization else { return .refused(.unauthorized("no Authorization field")) }
            guard let compact = authorization.bearerToken else {
                return .refused(.unauthorized("the Authorization field is not a bearer token"))
            }
            let now = wallClock.now
            do throws(TokenError) {
                let keys = keySource.current ?? KeySet([])
                do throws(TokenError) {
                    let token = try verifier.verify(compact, keys: keys, now: now)
                    let key = token.keyID.flatMap { keys.key(id: $0) }
                    return .accepted(Caller(token: token, endorsements: key?.endorsements ?? []))
                } catch {
                    // A key is looked for only when all the rest is as it should be.
                    guard error.code == .unknownKey, let id = try verifier.unverified(compact, now: now).keyID else {
                        throw error
                    }
                    return .unknownKey(id: id, keySource)
                }
            } catch {
                return .refused(.unauthorized(error.message))
            }
        }
    }

    /// Checks that `activity` is of the service and the channel that the caller speaks for, and that the bot answers to
    /// that service.
    func check(_ activity: Activity, from caller: Caller) throws(Refusal) {
        if let token = caller.token {
            // Written as `serviceurl` and as `serviceUrl`: the case of the name does not matter. Where it stands twice,
            // both count.
            let claims = token.claims.filter { $0.name.lowercased() == "serviceurl" }.map(\.value.stringValue)
            guard !claims.isEmpty else { throw .unauthorized("the token has no serviceurl claim") }
            guard let url = activity.serviceUrl,
                claims.allSatisfy({ claim in claim.map { HTTP.Address.same($0, url) } ?? false })
            else {
                throw .unauthorized("the token is for another service URL than the activity")
            }
            // A bot for Teams: an activity that names no channel is of that one.
            guard caller.endorsements.isEmpty || caller.endorsements.contains(activity.channelId ?? "msteams") else {
                throw .unauthorized("the token's key is not endorsed for the activity's channel")
            }
        }
        guard let url = activity.serviceUrl else { return }
        guard let address = try? HTTP.Address(url), allowList.allows(address) else {
            throw Refusal(
                status: 403, message: "Service URL not allowed",
                reason: "the service URL's host is neither the cloud's nor in additionalServiceHosts")
        }
    }
}

internal import Foundation
package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit
internal import TeamsConnector
internal import TokenKit

/// Takes access tokens of Microsoft Entra: signed by the issuer that the metadata describe, for this API, of this
/// organisation, not over, with a role that the settings name.
/// - SeeAlso: [Access token claims](https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference)
package final class EntraAccess: Sendable {
    /// A verifier for what an issuer calls itself: known once its metadata are read.
    private struct Known {
        var issuer: String?
        var verifier: TokenVerifier
    }

    private let settings: EntraSettings
    private let keys: KeySource
    private let wallClock: WallClock
    private let known: Mutex<Known>

    package init(
        _ settings: EntraSettings, transport: any HTTPTransport, time: Stopwatch, wallClock: WallClock, logger: Log
    ) {
        self.settings = settings
        self.wallClock = wallClock
        keys = KeySource(metadataURL: settings.metadata, transport: transport, time: time, logger: logger)
        known = Mutex(Known(issuer: nil, verifier: TokenVerifier(requirements: settings.requirements(issuer: nil))))
    }

    /// What `token` proves, with what is at hand.
    func find(_ compact: String) -> APIAccess.Finding {
        let now = wallClock.now
        let current = keys.current
        let verifier = verifier(keys.issuer)
        guard let current else { return lookUp(compact, verifier: nil, now) }
        do throws(TokenError) {
            return .granted(
                APIAccess.Grant(scope: settings.scope(of: try verifier.verify(compact, keys: current, now: now))))
        } catch {
            return error.code == .unknownKey ? lookUp(compact, verifier: verifier, now) : .refused
        }
    }

    /// Its key is worth reading only when all the rest is as it should be; before the issuer is known, when its form
    /// is.
    private func lookUp(_ compact: String, verifier: TokenVerifier?, _ now: Date) -> APIAccess.Finding {
        let token = try? verifier?.unverified(compact, now: now) ?? Token(unverified: compact)
        guard let id = token?.keyID else { return .refused }
        return .unknownKey { [keys] in await keys.read(for: id) }
    }

    private func verifier(_ issuer: String?) -> TokenVerifier {
        known.withLock { known in
            if known.issuer != issuer {
                known = Known(
                    issuer: issuer, verifier: TokenVerifier(requirements: settings.requirements(issuer: issuer)))
            }
            return known.verifier
        }
    }
}

extension EntraSettings {
    /// Tokens of version 1 name another issuer than the metadata do: registrations get those unless they say otherwise.
    /// Both name the organisation.
    fileprivate func requirements(issuer: String?) -> TokenRequirements {
        var issuers: Set<String> = ["https://sts.windows.net/\(tenant)/"]
        if let issuer { issuers.insert(issuer.replacing("{tenantid}", with: tenant)) }
        let bare = audience.hasPrefix("api://") ? String(audience.dropFirst("api://".count)) : audience
        return TokenRequirements(issuers: issuers, audiences: [audience, bare, "api://\(bare)"])
    }

    /// The most that the token's roles allow.
    fileprivate func scope(of token: Token) -> APIScope? {
        token.claims["roles"]?.arrayValue?.compactMap { role in role.stringValue.flatMap { roles[$0] } }.max()
    }
}

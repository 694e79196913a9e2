internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// Finds out which app calls Microsoft Graph, and what it may do: by its token, whose audience must be Graph.
struct GraphCallerCheck: Sendable {
    let keys: KeyRing
    private let verifier: TokenVerifier
    /// Whether apps must show a token at all.
    private let isOn: Bool

    /// - Parameter issuer: the issuer of the tokens that this service gives out.
    init(keys: KeyRing, issuer: String, isOn: Bool) {
        self.keys = keys
        self.isOn = isOn
        verifier = TokenVerifier(
            requirements: TokenRequirements(issuers: [issuer], audiences: TokenEndpoint.graphAudiences))
    }

    /// Who calls.
    /// - Throws: 401 `InvalidAuthenticationToken`.
    func caller(of request: HTTP.Request, on host: WorldHost) async throws -> GraphCaller {
        guard let compact = request.fields.bearerToken else {
            if !isOn, let caller = try await onlyBot(on: host) { return caller }
            throw Refusal.invalidGraphToken("Access token is empty.").noted(
                isOn ? "The request has no bearer token." : "No token tells which of the bots calls.")
        }
        let now = Date()
        let token: Token
        do throws(TokenError) {
            token = try verifier.verify(compact, keys: keys.published, now: now)
        } catch {
            throw Self.refusal(for: error)
        }
        let bot = AppID(rawValue: token.claim("appid") ?? token.claim("azp") ?? "")
        guard let known = try await host.read({ $0.bot(bot)?.appId }) else {
            throw Refusal.invalidGraphToken("The app is not registered in this tenant.").noted(
                "The token is of an app that is not registered here: \(bot.rawValue.prefix(64))")
        }
        return GraphCaller(
            bot: known, roles: Set((token.claims["roles"]?.arrayValue ?? []).compactMap(\.stringValue)),
            secondsLeft: token.expiresAt.map { $0.timeIntervalSince(now) })
    }

    /// Without authentication: the bot, when there is one only. It may do what it would get a token for.
    private func onlyBot(on host: WorldHost) async throws -> GraphCaller? {
        try await host.read { world in
            let bots = world.directory.bots
            guard bots.count == 1 else { return nil }
            return GraphCaller(bot: bots[0].appId, roles: Set(bots[0].graphRoles))
        }
    }

    private static func refusal(for error: TokenError) -> Refusal {
        switch error.code {
        case .expired: .invalidGraphToken("Lifetime validation failed, the token is expired.").noted(error.message)
        case .wrongAudience:
            .invalidGraphToken("Access token validation failure. Invalid audience.").noted(
                "Rule: Graph takes tokens for Graph: the scope is https://graph.microsoft.com/.default, and not that "
                    + "of the connector (Microsoft, Get access without a user).")
        case .malformed: .invalidGraphToken("CompactToken parsing failed.").noted(error.message)
        default: .invalidGraphToken("Access token validation failure.").noted(error.message)
        }
    }
}

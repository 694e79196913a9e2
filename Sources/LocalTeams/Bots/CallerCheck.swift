internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// Finds out which bot calls the service plane: by its token, or, where no token is asked for, by what it says.
struct CallerCheck: Sendable {
    let keys: KeyRing
    private let verifier: TokenVerifier
    /// Whether bots must show a token at all.
    private let isOn: Bool

    /// - Parameter issuer: the issuer of the tokens that this service gives out.
    init(keys: KeyRing, issuer: String, isOn: Bool) {
        self.keys = keys
        self.isOn = isOn
        verifier = TokenVerifier(
            requirements: TokenRequirements(
                issuers: [issuer], audiences: Set(TokenEndpoint.audiences.values)))
    }

    /// The app id of the caller.
    /// - Throws: 401 `BotNotRegistered` when the token is missing, bad, expired, of another issuer, or of an app that
    ///   is not registered.
    func bot(
        of request: HTTP.Request, body: JSONObject, conversation: ConversationID?, on host: WorldHost
    ) async throws -> AppID {
        var explanation = "The request has no bearer token."
        if let compact = request.fields.bearerToken {
            let verified = Result { () throws(TokenError) in
                try verifier.verify(compact, keys: keys.published, now: Date())
            }
            switch verified {
            case .success(let token):
                let bot = AppID(rawValue: token.claim("appid") ?? token.claim("azp") ?? "")
                if let known = try await host.read({ $0.bot(bot)?.appId }) { return known }
                explanation = "The token is of an app that is not registered here: \(bot.rawValue.prefix(64))"
            case .failure(let error):
                explanation = "The token is not accepted: \(error.message)"
            }
        }
        // Without a token: who says so in `from`, else the only bot of the conversation. Where tokens are asked for,
        // that holds for bots that are registered without authentication.
        if !isOn || request.fields["Authorization"] == nil {
            let named = body["from"]?["id"]?.stringValue
            let isOn = isOn
            let bot = try await host.read { world -> Bot? in
                if let named, let bot = world.bot(account: named) { return bot }
                let candidates = conversation.map { world.bots(in: $0) } ?? world.workspace.bots.map(\.appId)
                return candidates.count == 1 ? world.bot(candidates[0]) : nil
            }
            if let bot, !isOn || !bot.auth { return bot.appId }
            if !isOn { explanation = "Neither from.id nor the conversation tells which bot calls." }
        }
        throw ExplainedRefusal(refusal: .botNotRegistered, explanation: explanation)
    }

    /// Whether a call could be accepted, as far as its head says.
    func mayCall(_ request: HTTP.Request, on host: WorldHost) async -> Bool {
        guard isOn else { return true }
        guard request.fields["Authorization"] == nil else {
            return (try? await bot(of: request, body: [:], conversation: nil, on: host)) != nil
        }
        return await host.glance { world in world.directory.bots.contains { !$0.auth } }
    }
}

internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// `POST /{tenant}/oauth2/v2.0/token`: gives a registered bot the token that the service plane asks for.
/// Grants and refusals have the shape of Microsoft Entra's.
struct TokenEndpoint: Sendable {
    /// What the service plane expects as a token's audience, by the scope that a bot asks for.
    /// The scopes are those of the clouds: public, US Government, China.
    static let audiences = [
        "https://api.botframework.com/.default": "https://api.botframework.com",
        "https://api.botframework.us/.default": "https://api.botframework.us",
        "https://api.botframework.azure.cn/.default": "https://api.botframework.azure.cn",
    ]
    /// How long a token is good for, in seconds.
    static let lifetime = 3_599

    /// What the endpoint must know of a bot.
    struct Client: Sendable {
        let appID: String
        let secret: String
        /// Its application permissions in Microsoft Graph.
        var graphRoles: [String] = []
    }

    let keys: KeyRing
    /// The tenant whose name stands in the tokens.
    let tenantID: String
    /// Whether an assertion (a certificate or a federated identity) counts as a proof. There is nobody to ask about
    /// one, so it does on this machine alone; elsewhere an app shows its secret.
    let takesAssertions: Bool

    /// The issuer of the tokens, as Entra writes it for version 1.0.
    var issuer: String { "https://sts.windows.net/\(tenantID)/" }

    /// - Parameters:
    ///   - form: the body.
    ///   - client: the bot with the form's `client_id`, if it is registered.
    ///   - host: the host under which it is called, as the request says.
    ///   - now: the real time; tokens do not follow the world's clock.
    func respond(to form: HTTP.Form, client: Client?, host: String? = nil, now: Date) -> HTTP.Response {
        do {
            let token = try grant(form, client: client, host: host, now: now)
            return .json(
                200,
                [
                    "token_type": "Bearer", "expires_in": .number(JSONNumber(Self.lifetime)),
                    "ext_expires_in": .number(JSONNumber(Self.lifetime)), "access_token": .string(token),
                ], noStore: true)
        } catch {
            return .json(error.status, error.json(now: now), noStore: true)
        }
    }

    private func grant(
        _ form: HTTP.Form, client: Client?, host: String?, now: Date
    ) throws(TokenRefusal) -> String {
        guard let grantType = form["grant_type"] else { throw .missing("grant_type") }
        guard grantType == "client_credentials" else { throw .unsupportedGrant }
        guard let clientID = form["client_id"], !clientID.isEmpty else { throw .missing("client_id") }
        guard let client else { throw .unknownClient(clientID) }
        if !takesAssertions || form["client_assertion"] == nil {
            guard let secret = form["client_secret"], !secret.isEmpty else { throw .missingSecret }
            guard Secret.isSame(secret, client.secret) else { throw .wrongSecret(clientID) }
        }
        guard let scope = form["scope"], !scope.isEmpty else { throw .missing("scope") }
        let graphAudience = Self.graphAudience(ofScope: scope, calledAs: host)
        guard let audience = Self.audiences[scope] ?? graphAudience else { throw .unknownScope(scope) }
        let issued = Int(now.timeIntervalSince1970)
        var claims: JSONObject = [
            "aud": .string(audience), "iss": .string(issuer), "iat": .number(JSONNumber(issued)),
            "nbf": .number(JSONNumber(issued)), "exp": .number(JSONNumber(issued + Self.lifetime)),
            "appid": .string(client.appID), "appidacr": "1", "tid": .string(tenantID), "ver": "1.0",
        ]
        if graphAudience != nil { claims["roles"] = JSONValue(client.graphRoles) }
        do { return try keys.sign(claims) } catch { throw .cannotSign }
    }
}

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
    }

    let keys: KeyRing
    /// The tenant whose name stands in the tokens.
    let tenantID: String
    /// Whether an assertion (a certificate or a federated identity) counts as a proof. There is nobody to ask about one,
    /// so it does on this machine alone; elsewhere an app shows its secret.
    let takesAssertions: Bool

    /// The issuer of the tokens, as Entra writes it for version 1.0.
    var issuer: String { "https://sts.windows.net/\(tenantID)/" }

    /// - Parameters:
    ///   - form: the body.
    ///   - client: the bot with the form's `client_id`, if it is registered.
    ///   - now: the real time; tokens do not follow the world's clock.
    func respond(to form: FormBody, client: Client?, now: Date) -> HTTP.Response {
        do {
            let token = try grant(form, client: client, now: now)
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

    private func grant(_ form: FormBody, client: Client?, now: Date) throws(TokenRefusal) -> String {
        guard let grantType = form["grant_type"] else { throw .missing("grant_type") }
        guard grantType == "client_credentials" else { throw .unsupportedGrant }
        guard let clientID = form["client_id"], !clientID.isEmpty else { throw .missing("client_id") }
        guard let client else { throw .unknownClient(clientID) }
        if !takesAssertions || form["client_assertion"] == nil {
            guard let secret = form["client_secret"], !secret.isEmpty else { throw .missingSecret }
            guard Secret.isSame(secret, client.secret) else { throw .wrongSecret(clientID) }
        }
        guard let scope = form["scope"], !scope.isEmpty else { throw .missing("scope") }
        guard let audience = Self.audiences[scope] else { throw .unknownScope(scope) }
        let issued = Int(now.timeIntervalSince1970)
        let claims: JSONObject = [
            "aud": .string(audience), "iss": .string(issuer), "iat": .number(JSONNumber(issued)),
            "nbf": .number(JSONNumber(issued)), "exp": .number(JSONNumber(issued + Self.lifetime)),
            "appid": .string(client.appID), "appidacr": "1", "tid": .string(tenantID), "ver": "1.0",
        ]
        do { return try keys.sign(claims) } catch { throw .cannotSign }
    }
}

/// Why no token was given.
struct TokenRefusal: Error {
    let status: Int
    /// OAuth's name of the error (RFC 6749 section 5.2).
    let error: String
    /// Entra's number of the error.
    let number: Int
    let message: String

    static func missing(_ parameter: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "invalid_request", number: 900_144,
            message: "The request body must contain the following parameter: '\(parameter)'.")
    }
    static let unsupportedGrant = TokenRefusal(
        status: 400, error: "unsupported_grant_type", number: 70_003,
        message: "The app requested an unsupported grant type. A bot uses client_credentials.")
    static func unknownClient(_ id: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "unauthorized_client", number: 700_016,
            message: "Application with identifier '\(id.prefix(64))' was not found in the directory.")
    }
    static let missingSecret = TokenRefusal(
        status: 401, error: "invalid_client", number: 7_000_218,
        message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
    static func wrongSecret(_ id: String) -> TokenRefusal {
        TokenRefusal(
            status: 401, error: "invalid_client", number: 7_000_215,
            message: "Invalid client secret provided for app '\(id.prefix(64))'.")
    }
    static func unknownScope(_ scope: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "invalid_scope", number: 70_011,
            message: "The provided value for the input parameter 'scope' is not valid. The scope "
                + "'\(scope.prefix(128))' is unknown; a bot asks for https://api.botframework.com/.default.")
    }
    static let cannotSign = TokenRefusal(
        status: 500, error: "server_error", number: 50_000, message: "The token could not be signed.")

    func json(now: Date) -> JSONValue {
        [
            "error": .string(error),
            "error_description": .string("AADSTS\(number): \(message)"),
            "error_codes": [.number(JSONNumber(number))],
            "timestamp": .string(now.formatted(.iso8601)),
            "trace_id": .string(UUID().uuidString.lowercased()),
            "correlation_id": .string(UUID().uuidString.lowercased()),
        ]
    }
}

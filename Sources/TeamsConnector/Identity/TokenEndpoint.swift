internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import TeamsModels

/// Asks a cloud's token endpoint for tokens, once a call.
struct TokenEndpoint: Sendable {
    let clientID: AppID
    let cloud: Cloud
    let transport: any HTTPTransport
    /// How long one answer may take.
    let timeout: Duration
    /// What the date of a `Retry-After` is compared with.
    let wallClock: WallClock

    /// What came of asking.
    enum Reply {
        case token(AccessToken)
        /// What the caller is told, and what decides whether to ask again.
        case failure(ConnectorError, RetryTable.Fact, retryAfter: Duration?)
    }

    func ask(_ scope: TokenScope, secret: String) async -> Reply {
        let form = HTTP.Form([
            ("grant_type", "client_credentials"), ("client_id", clientID.rawValue), ("client_secret", secret),
            ("scope", scope.scope),
        ])
        let request = HTTP.ClientRequest(
            method: "POST",
            url: cloud.loginURL.appending([scope.tenantID.rawValue, "oauth2", "v2.0", "token"]).description,
            fields: ["Content-Type": HTTP.Form.contentType, "User-Agent": UserAgent.product],
            body: Array(form.text.utf8), timeout: timeout, maxResponseBytes: 1 << 20)
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            return .failure(
                .noToken("\(cloud.loginURL) did not answer: \(error.message)"),
                RetryTable.fact(unanswered: error.code), retryAfter: nil)
        }
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        guard (200..<300).contains(response.status), let value = json["access_token"]?.stringValue else {
            var error = ServiceErrorBody(json: json)
            error.message = error.message.map { redacted($0, secret) }
            let refusal = Refusal(response, now: wallClock.now)
            return .failure(
                .noToken(explain(error, response.status, scope.tenantID)), refusal.fact, retryAfter: refusal.retryAfter
            )
        }
        return .token(AccessToken(value, lifetime: TokenLifetime.read(json["expires_in"])))
    }

    /// What a refusal means, and which setting to look at.
    private func explain(_ error: ServiceErrorBody, _ status: Int, _ tenant: TenantID) -> String {
        let setting =
            switch error.code {
            case "invalid_client": "check CLIENT_SECRET: it is wrong or has expired"
            case "unauthorized_client": "check CLIENT_ID and TENANT_ID: tenant '\(tenant)' does not know the app"
            case "invalid_request", "invalid_scope": "check TENANT_ID ('\(tenant)') and CLOUD (\(cloud.name))"
            default: "check CLIENT_ID, CLIENT_SECRET, TENANT_ID and CLOUD"
            }
        let said = [error.code?.rawValue, error.message.map(printable)].compactMap { $0 }.joined(separator: ": ")
        return "\(cloud.loginURL) answered \(status)\(said.isEmpty ? "" : " \(said)"); \(setting)"
    }
}

/// The beginning of what a service says, without `secret`. Only so much of it is looked at as is ever shown.
private func redacted(_ message: String, _ secret: String) -> String {
    String(message.unicodeScalars.prefix(8_000)).replacing(secret, with: "…")
}

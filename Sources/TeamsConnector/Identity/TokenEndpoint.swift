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

    /// Where the tokens of a tenant are; an assertion is for this audience.
    func address(of tenant: TenantID) -> String {
        cloud.loginURL.appending([tenant.rawValue, "oauth2", "v2.0", "token"]).description
    }

    /// A token for `scope`.
    /// - SeeAlso: [Client credentials
    ///   flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow)
    func token(for scope: TokenScope, proof: ClientProof) async throws(TokenFailure) -> AccessToken {
        let form = HTTP.Form(
            [("grant_type", "client_credentials"), ("client_id", clientID.rawValue)] + proof.fields + [
                ("scope", scope.scope)
            ])
        let request = HTTP.ClientRequest(
            method: "POST", url: address(of: scope.tenantID),
            fields: ["Content-Type": HTTP.Form.contentType, "User-Agent": UserAgent.product],
            body: Array(form.text.utf8), timeout: timeout, maxResponseBytes: 1 << 20)
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            throw TokenFailure(
                .init(unanswered: error.code), "\(cloud.loginURL) (CLOUD) did not answer: \(error.message)")
        }
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        let isGood = (200..<300).contains(response.status)
        if isGood, let value = json["access_token"]?.stringValue {
            return AccessToken(value, lifetime: TokenLifetime.read(json["expires_in"]))
        }
        let retryAfter = RetryAfter.duration(response.fields["Retry-After"], now: wallClock.now)
        throw TokenFailure(
            isGood ? .broken : .init(status: response.status, retryAfter: retryAfter),
            explain(json, response.status, scope.tenantID, proof))
    }

    /// Which setting to look at, first, since a line of a log has an end; then what was said.
    private func explain(_ json: JSONValue, _ status: Int, _ tenant: TenantID, _ proof: ClientProof) -> String {
        let error = ServiceErrorBody(json: json)
        let said = [error.code.map { proof.redacted($0.rawValue) }, error.message.map(proof.redacted)]
        let words = said.compactMap { $0 }.joined(separator: ": ")
        let advice = TokenAdvice(clientID: clientID, tenantID: tenant, cloudName: cloud.name, proof: proof.name)
        let what = (400..<500).contains(status) && status != 429 && status != 408 ? advice.text(json) + "; " : ""
        return "\(what)\(cloud.loginURL) answered \(status)\(words.isEmpty ? "" : " \(words)")"
    }
}

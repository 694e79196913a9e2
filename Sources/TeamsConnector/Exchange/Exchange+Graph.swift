internal import HTTPKit
internal import TeamsModels

extension Exchange {
    /// Sends one request to Microsoft Graph, once, with the app's token for it. Redirects are answers like others.
    ///
    /// - Parameters:
    ///   - address: where it goes. The token goes along when that is Graph itself, and nowhere else.
    ///   - home: where Graph is.
    ///   - tenant: whose people and teams are meant; the credentials' own unless said.
    /// - Throws: `ConnectorError` when there is no token, `HTTPTransportError` when there is no answer.
    func send(
        _ request: HTTP.ClientRequest, toGraph address: HTTP.Address, at home: HTTP.Address, tenant: TenantID?
    ) async throws -> HTTP.Response {
        guard address.isTrustworthy, address.origin == home.origin else {
            throw ConnectorError(
                .serviceNotAllowed, message: "\(address.origin) is not Microsoft Graph of the cloud, \(home.origin)")
        }
        var request = request
        request.fields["User-Agent"] = userAgent
        request.fields.addTrace()
        guard let tokens else { return try await transport.send(request) }
        let scope = tokens.graphScope(tenantID: tenant)
        let token = try await tokens.token(for: scope)
        request.fields["Authorization"] = "Bearer \(token.value)"
        let response = try await transport.send(request)
        if response.status == 401 { tokens.drop(token, of: scope) }
        return response
    }
}

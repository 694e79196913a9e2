package import HTTPKit

extension Exchange {
    /// Sends one request for a file, once. Redirects are answers like others.
    ///
    /// - Parameters:
    ///   - request: without a token. Its address is `address`.
    ///   - mayCarryToken: whether the bot's token goes along, where the allow list reaches. No address that a file was
    ///     moved to may get it, nor any that is its own permission.
    package func send(
        _ request: HTTP.ClientRequest, to address: HTTP.Address, mayCarryToken: Bool
    ) async throws -> HTTP.Response {
        var request = request
        request.url = address.description
        request.fields["User-Agent"] = userAgent
        request.fields["Authorization"] = nil
        var used: AccessToken?
        if mayCarryToken, let tokens, address.isTrustworthy, allowList.allows(address) {
            let token = try await tokens.token(for: tokens.botScope)
            request.fields["Authorization"] = "Bearer \(token.value)"
            used = token
        }
        let response = try await transport.send(request)
        if response.status == 401, let tokens, let used { tokens.drop(used, of: tokens.botScope) }
        return response
    }
}

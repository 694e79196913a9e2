package import HTTPKit
package import ServiceKit

/// Sends one request, once, with the bot's token, and tells what came of it.
///
/// It is the only place that puts the token on a request, and it puts it on none whose address the allow list does not
/// reach, whoever named that address: an activity, a stored reference, the answer to a creation. Redirects are answers
/// like others.
package struct Exchange: Sendable {
    let tokens: TokenProvider?
    let transport: any HTTPTransport
    private let cloudName: String
    /// Where the token may go.
    let allowList: ServiceAllowList
    let timeout: Duration
    let userAgent: String
    let wallClock: WallClock

    /// - Parameters:
    ///   - tokens: nil sends requests without a token, which only a service without authentication accepts.
    ///   - transport: what carries the requests. It must not follow redirects.
    ///   - cloud: whose services may get the token.
    ///   - additionalServiceHosts: further hosts that may, as in ``Cloud/serviceHosts``.
    ///   - timeout: how long one request may take, from the connection to the answer's last byte.
    ///   - userAgent: what requests name beside this product, as in `MyBot/2.0`.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    package init(
        tokens: TokenProvider?, transport: any HTTPTransport, cloud: Cloud,
        additionalServiceHosts: Set<String> = [], timeout: Duration = .seconds(30), userAgent: String? = nil,
        wallClock: WallClock = .system
    ) {
        self.tokens = tokens
        self.transport = transport
        cloudName = cloud.name
        allowList = ServiceAllowList(hosts: cloud.serviceHosts.union(additionalServiceHosts))
            .adding([cloud.serviceURL, cloud.gccServiceURL, cloud.tokenServiceURL])
        self.timeout = timeout
        self.userAgent = UserAgent.appending(userAgent)
        self.wallClock = wallClock
    }

    /// Sends `call` once. A 401 has the token forgotten, so that the next request gets another.
    /// - Parameter limit: when it is too late to send it.
    package func send(_ call: Call, before limit: ContinuousClock.Instant? = nil) async -> Outcome {
        var request = HTTP.ClientRequest(
            method: call.method, url: call.address.description, fields: ["User-Agent": userAgent],
            body: call.body ?? [], timeout: timeout)
        request.departsBefore = limit
        request.fields.addTrace()
        if call.body != nil { request.fields["Content-Type"] = "application/json; charset=utf-8" }
        let token: AccessToken?
        do throws(ConnectorError) {
            token = try await self.token(for: call)
        } catch {
            return .withheld(error)
        }
        if let token { request.fields["Authorization"] = "Bearer \(token.value)" }
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            if let limit, error.code == .cancelled, .now >= limit {
                return .withheld(ConnectorError(.cancelled, message: "\(call.operation): it was too late to begin"))
            }
            return .unanswered(Silence(error))
        }
        if (200..<300).contains(response.status) { return .answered(Answer(response, at: call.base)) }
        if response.status == 401, let tokens, let token { tokens.drop(token, of: tokens.botScope) }
        return .refused(Refusal(response, now: wallClock.now))
    }

    /// Returns once there is a token, or it is known that there is none for now: what is sent then leaves at once.
    package func awaitToken() async {
        guard let tokens else { return }
        _ = try? await tokens.token(for: tokens.botScope)
    }

    /// The token for a request to `call.base`; nil when there are none at all.
    private func token(for call: Call) async throws(ConnectorError) -> AccessToken? {
        guard let tokens else { return nil }
        // Whoever allows all hosts does not thereby allow everybody on the way to read the token.
        guard call.base.isTrustworthy, allowList.allows(call.base) else {
            throw ConnectorError(
                .serviceNotAllowed,
                message: "\(call.operation): the service at \(call.base.origin) is none of the cloud \(cloudName)")
        }
        return try await tokens.token(for: tokens.botScope)
    }
}

/// Carries requests to a handler in this process, without a socket: both ends of a conversation in one.
///
/// The handler sees what a server would hand to it, and the sender what a client would receive, but for the fields that
/// tell of a connection or of the time of day. It runs in the sender's task, so that it is cancelled with it, and no
/// timeout holds: where no time passes on a wire, a stopped clock stops nothing.
package struct HandlerTransport: HTTPTransport {
    private let handler: @Sendable (HTTP.Request) async -> HTTPReply

    /// - Parameter handler: answers the requests, whatever their host.
    package init(handler: @escaping @Sendable (HTTP.Request) async -> HTTP.Response) {
        self.handler = { .response(await handler($0)) }
    }

    /// - Parameter replies: answers the requests, whatever their host, as the handler of a server does. What needs a
    ///   connection of its own, a WebSocket or a body that is written piece by piece, is answered 426.
    package init(replies: @escaping @Sendable (HTTP.Request) async -> HTTPReply) { handler = replies }

    /// Hands `request` to the handler and waits for the whole response.
    /// - Throws: `badURL` and `badRequest` before the handler sees anything, `dropped` when it breaks off, `tooLarge`,
    ///   and `cancelled` when the task was cancelled, whatever the handler answered then.
    package func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let address = try request.destination()
        guard !Task.isCancelled else { throw .taskIsCancelled }
        let reply = await handler(Self.received(request, address))
        guard !Task.isCancelled else { throw .taskIsCancelled }
        let response: HTTP.Response
        switch reply {
        case .response(let whole): response = whole
        case .stream, .webSocket: response = .empty(status: 426)
        case .drop: throw HTTPTransportError(.dropped, "\(address.host) broke the connection off")
        }
        let seen = Self.seen(response, method: request.method)
        guard seen.body.count <= request.maxResponseBytes else {
            throw HTTPTransportError(
                .tooLarge, "the response of \(address.host) is longer than \(request.maxResponseBytes) bytes")
        }
        return seen
    }

    /// The request as it would come out of a server.
    private static func received(_ request: HTTP.ClientRequest, _ address: HTTP.Address) -> HTTP.Request {
        var fields: HTTP.Fields = ["Host": address.hostField]
        for line in request.ownFields.lines { fields.append(lawful: line.name, line.value) }
        let sendsBody = request.method != "HEAD"
        if sendsBody, !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
            fields["Content-Length"] = "\(request.body.count)"
        }
        return HTTP.Request(
            method: request.method, target: address.target, fields: fields, body: sendsBody ? request.body : [])
    }

    /// The response as it would come out of a client.
    private static func seen(_ response: HTTP.Response, method: String) -> HTTP.Response {
        guard response.hasStatus else { return seen(HTTP.Response(status: 500), method: method) }
        var seen = HTTP.Response(status: response.status)
        for line in response.fields.lines where !line.isOfConnection {
            seen.fields.append(lawful: line.name, line.value)
        }
        guard response.mayHaveBody else { return seen }
        seen.fields["Content-Length"] = "\(response.body.count)"
        if method != "HEAD" { seen.body = response.body }
        return seen
    }
}

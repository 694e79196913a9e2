internal import HTTPKit
internal import JSONKit

/// `/webhook/…`: where programs post that are no bots. The address is the only key; it stands in no log.
struct WebhookPlane: Sendable {
    let host: WorldHost
    let log: WireLog

    /// How long a body may be that is read at all. One that is longer is refused as one that is too long for Teams.
    static let maxBodyBytes = 64 << 10

    /// The webhook that a path names; nil for a path of another plane.
    private static func id(in request: HTTP.Request) -> WebhookID? {
        guard let path = request.pathSegments, path.first?.lowercased() == "webhook" else { return nil }
        let rest = path.dropFirst().filter { !$0.isEmpty }
        return WebhookID(rawValue: rest.count == 1 ? rest[0] : "")
    }

    /// Whether a body that is not here yet is read: not when nobody could post there.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard Self.id(in: request) != nil else { return .notMine }
        return request.method == "POST" ? .bytes(Self.maxBodyBytes) : .refused
    }

    /// Answers a request; nil for a path that is not of this plane.
    /// - Parameter isTooLong: the body was not even taken in.
    func respond(to request: HTTP.Request, isTooLong: Bool = false) async -> HTTPReply? {
        guard let id = Self.id(in: request) else { return nil }
        let began = host.clock.now
        let start = ContinuousClock.now
        let place = await host.glance { world in
            let webhook = world.webhooks[id]?.value
            let place = webhook.flatMap { world.place($0.channel) }
            return (
                webhook: webhook, place: place, readers: place.map { Readers.roster(world.roster($0)) },
                strict: world.rules.strict
            )
        }
        let kind = place.webhook?.kind ?? .incoming
        var message: String?
        var exchange = ServiceExchange()
        var response: HTTP.Response?
        do {
            guard request.method == "POST" else { throw WebhookRefusal.method(request.method) }
            let post = Result { () throws(WebhookRefusal) in
                if isTooLong { throw WebhookRefusal.tooBig }
                return try WebhookPost(request.body, kind: kind, strict: place.strict)
            }
            let asked = ServiceRequest(operation: "webhook", conversation: place.webhook?.channel)
            let failing = { (fault: Fault, status: Int) in Self.response(to: fault, status, kind) }
            response = try await RequestGate(host: host).pass(asked, &exchange, failing: failing) {
                message = try await host.change { try $0.receive(post, at: id) }.value.first?.id
                return RequestGate.Answer(response: kind == .incoming ? .text("1") : .empty(status: 202))
            }
        } catch let refusal as WebhookRefusal {
            response = Self.response(to: refusal, kind)
            exchange.add(note: refusal.note)
        } catch {
            response = .text("The webhook cannot be used now.", status: 503)
            exchange.add(note: (error as? Refusal)?.message ?? "\(error)")
        }
        let vector = CorrelationVector.make()
        response?.fields["MS-CV"] = vector
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: "webhook", method: request.method,
                path: "/webhook/…", status: response?.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(
                    fields: request.fields, body: request.body, isRead: place.webhook != nil),
                response: response.map { WireLogRedaction.message(fields: $0.fields, body: $0.body) },
                note: exchange.note, conversation: place.place?.id, message: message,
                readers: place.readers ?? .nobody))
        return response.map { .response($0) } ?? .drop
    }

    /// What a fault answers: to an incoming webhook inside a success, as the service does.
    private static func response(
        to fault: Fault, _ status: Int, _ kind: Workspace.Webhook.Kind
    ) -> HTTP.Response {
        guard kind == .incoming, status >= 400 else {
            return .answer(status, fault.body(of: "webhook"), retryAfter: fault.retryAfter?.text)
        }
        return response(to: WebhookRefusal(answer: .delivery(status: status), note: ""), kind)
    }

    private static func response(to refusal: WebhookRefusal, _ kind: Workspace.Webhook.Kind) -> HTTP.Response {
        switch (refusal.answer, kind) {
        case (.request(let status, let text), .incoming): return .text(text, status: status)
        case (.request(let status, let text), .workflow):
            return .json(status, ["error": ["code": "InvalidRequestContent", "message": .string(text)]])
        case (.delivery(let status), .incoming):
            let vector = CorrelationVector.make()
            return .text(
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error \(status) "
                    + "with ContextId tcid=0,server=local-teams,cv=\(vector),MS-CV=\(vector)..")
        case (.delivery(429), .workflow):
            var response = HTTP.Response.json(
                429, ["error": ["code": "TooManyRequests", "message": "Rate limit is exceeded. Try again later."]])
            response.fields["Retry-After"] = refusal.retryAfter.map(String.init)
            return response
        // The run fails later; who started it has its answer already.
        case (.delivery, .workflow): return .empty(status: 202)
        }
    }
}

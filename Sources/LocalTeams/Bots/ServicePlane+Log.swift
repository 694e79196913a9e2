internal import HTTPKit
internal import JSONKit

/// Every exchange goes into the wire log, with who may read of it.
extension ServicePlane {
    /// Answers by `answer`, and writes the exchange into the log. Without a response the connection is dropped.
    func logged(
        _ request: HTTP.Request, _ route: ServiceRoute,
        _ answer: (inout ServiceExchange) async throws -> HTTP.Response?
    ) async -> HTTPReply {
        let began = host.clock.now
        let start = ContinuousClock.now
        var exchange = ServiceExchange()
        var response: HTTP.Response?
        do {
            response = try await answer(&exchange)
        } catch let refusal as Refusal {
            response = .answer(refusal.status, refusal.body, retryAfter: refusal.retryAfter.map(String.init))
            exchange.add(note: refusal.note)
        } catch let refusal as ExplainedRefusal {
            response = .json(refusal.refusal.status, refusal.refusal.body)
            exchange.add(note: refusal.explanation)
        } catch {
            response = .json(500, ["error": ["code": "ServiceError", "message": "Unknown"]])
            exchange.add(note: "\(error)")
        }
        response?.fields["MS-CV"] = CorrelationVector.make()
        let topic = route.topic
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: route.name, method: request.method,
                path: request.target, status: response?.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(
                    fields: request.fields, body: request.body, json: exchange.body, isRead: exchange.isRead),
                response: response.map { WireLogRedaction.message(fields: $0.fields, body: $0.body) },
                note: exchange.note, bot: exchange.bot, conversation: topic.conversation,
                readers: await readers(of: request, topic, exchange)))
        return response.map { .response($0) } ?? .drop
    }

    /// Who may read of a call.
    private func readers(
        of request: HTTP.Request, _ topic: CallAddress.Topic, _ exchange: ServiceExchange
    ) async -> Readers {
        if topic == .identity { return request.body.isEmpty || exchange.isRead ? .everyone : .nobody }
        if topic == .unknown { return .nobody }
        let items = request.queryItems
        let address = CallAddress(
            topic: topic, words: (request.pathSegments ?? []) + items.flatMap { [$0.name, $0.value] },
            isTargeted: items.contains {
                $0.name.lowercased().contains("istargetedactivity") && $0.value.lowercased() != "false"
            },
            body: exchange.body ?? [:], hasUnreadBody: !request.body.isEmpty && !exchange.isRead)
        return await host.glance { $0.readers(of: address) }
    }
}

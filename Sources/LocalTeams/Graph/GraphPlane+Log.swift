internal import Foundation
internal import HTTPKit
internal import JSONKit

/// Every exchange goes into the wire log, with who may read of it; refusals have Graph's envelope.
extension GraphPlane {
    /// Answers by `answer`, and writes the exchange into the log.
    func logged(
        _ request: HTTP.Request, _ route: GraphRoute,
        _ answer: (inout GraphExchange) async throws -> HTTP.Response?
    ) async -> HTTPReply {
        let began = host.clock.now
        let start = ContinuousClock.now
        let requestID = UUID().uuidString.lowercased()
        let clientID = Self.clientID(of: request) ?? requestID
        var exchange = GraphExchange()
        var response: HTTP.Response?
        do {
            response = try await answer(&exchange)
        } catch {
            let refusal =
                error as? Refusal
                ?? Refusal(status: 500, code: "InternalServerError", message: "Unknown", note: "\(error)")
            var refused = HTTP.Response.json(
                refusal.status, Self.body(of: refusal, at: began, requestID: requestID, clientID: clientID),
                noStore: true)
            refused.fields["Retry-After"] = refusal.retryAfter.map(String.init)
            if !exchange.allowed.isEmpty { refused.fields["Allow"] = exchange.allowed.joined(separator: ", ") }
            exchange.add(note: refusal.note)
            response = refused
        }
        response?.fields["request-id"] = requestID
        response?.fields["client-request-id"] = clientID
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: "graph", method: request.method,
                path: request.target, status: response?.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(
                    fields: request.fields, body: request.body, json: exchange.body, isRead: exchange.isRead),
                response: response.map { WireLogRedaction.message(fields: $0.fields, body: $0.body) },
                note: exchange.note, bot: exchange.bot, conversation: route.conversation,
                readers: await readers(of: request, route, exchange)))
        return response.map { .response($0) } ?? .drop
    }

    private static func body(
        of refusal: Refusal, at instant: Instant, requestID: String, clientID: String
    ) -> JSONValue {
        [
            "error": [
                "code": .string(refusal.code), "message": .string(refusal.message),
                "innerError": [
                    "date": .string(String(instant.text.prefix(19))), "request-id": .string(requestID),
                    "client-request-id": .string(clientID),
                ],
            ]
        ]
    }

    /// The id that the caller gave the request, when it can be sent back.
    private static func clientID(of request: HTTP.Request) -> String? {
        guard let id = request.fields["client-request-id"], !id.isEmpty, id.utf8.count <= 64,
            id.utf8.allSatisfy({ (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) })
        else { return nil }
        return id
    }

    /// Who may read of a call.
    private func readers(of request: HTTP.Request, _ route: GraphRoute, _ exchange: GraphExchange) async -> Readers {
        let items = request.queryItems
        let address = CallAddress(
            topic: .unknown, words: (request.pathSegments ?? []) + items.flatMap { [$0.name, $0.value] },
            body: exchange.body ?? [:], hasUnreadBody: !request.body.isEmpty && !exchange.isRead)
        return await host.glance { $0.readers(of: address, about: route.topic, name: route.name) }
    }
}

extension World {
    /// Who may read of a call to Microsoft Graph: of a notification those whom it is for, of a chat or a team those who
    /// are in it.
    func readers(of call: CallAddress, about topic: GraphOperation.Topic, name: String) -> Readers {
        guard !call.hasUnreadBody else { return .nobody }
        var readers: Readers =
            switch topic {
            case .directory: .everyone
            case .target(let kind): everyone(at: GraphTarget(kind: kind, name: name), call)
            case .notification(.user): everyone(at: GraphTarget(kind: .user, name: name), call)
            case .notification(let kind): named(in: call, of: kind.map { GraphTarget(kind: $0, name: name) })
            }
        for message in privateMessages(in: call) {
            readers = readers.only(messages.onlyReader(of: message).map { [$0] } ?? [])
        }
        return readers
    }

    private func everyone(at target: GraphTarget, _ call: CallAddress) -> Readers {
        switch try? find(target) {
        case .user(let handle)?: .people([handle])
        case .chat(let place)?: .roster(roster(place))
        case .team(let team)?: .roster(team.roster)
        // What is not there is nobody's; what was said of it may be for somebody's eyes alone.
        case nil: call.body.isEmpty ? .everyone : .nobody
        }
    }

    /// Those whom the body of a notification names as its recipients.
    private func named(in call: CallAddress, of target: GraphTarget?) -> Readers {
        let recipients = call.body["recipients"]?.arrayValue ?? call.body["recipient"].map { [$0] } ?? []
        var people: Set<Handle> = []
        for recipient in recipients.prefix(NotificationRecipient.maxCount) {
            if let id = recipient["userId"]?.stringValue {
                if let handle = directory.handle(named: id) { people.insert(handle) }
            } else if let target {
                return everyone(at: target, call)
            }
        }
        return .people(people)
    }
}

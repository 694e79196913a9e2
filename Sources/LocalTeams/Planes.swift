internal import HTTPKit

/// The faces of the service: what people do, their files, what programs post, and what bots call, Microsoft Graph among
/// it.
struct Planes: Sendable {
    let service: ServicePlane
    let control: ControlPlane
    let files: FilePlane
    let webhooks: WebhookPlane
    let graph: GraphPlane
    let access: ControlGuard

    func respond(to request: HTTP.Request) async -> HTTPReply {
        do {
            try access.admit(request)
        } catch {
            return .response(.control(error))
        }
        if let reply = await control.respond(to: request) { return reply }
        if let response = await files.respond(to: request) { return .response(response) }
        if let reply = await webhooks.respond(to: request) { return reply }
        if let reply = await graph.respond(to: request) { return reply }
        return await service.respond(to: request)
    }

    /// What becomes of a request whose body is not here yet: who would be refused for the head costs no memory.
    func admit(_ request: HTTP.Request) -> HTTPAdmission {
        guard (try? access.admit(request)) != nil else { return refuse(request) }
        let announced = request.fields["Content-Length"].flatMap { Int($0) } ?? 0
        switch control.bodyLimit(of: request) {
        case .refused: return refuse(request)
        case .bytes(let limit):
            guard announced <= limit else { return .answer(.control(.bodyTooLong(limit))) }
            return .body(maxBytes: limit)
        case .notMine: break
        }
        switch files.bodyLimit(of: request) {
        case .refused: return refuse(request)
        case .bytes(let limit):
            guard announced <= limit else { return .answer(.control(.bodyTooLong(limit))) }
            return .body(maxBytes: limit)
        case .notMine: break
        }
        switch webhooks.bodyLimit(of: request) {
        case .refused: return refuse(request)
        case .bytes(let limit):
            guard announced <= limit else {
                return .later { [webhooks] in
                    await webhooks.respond(to: request, isTooLong: true).map(Self.refusal) ?? .body(maxBytes: 0)
                }
            }
            return .body(maxBytes: limit)
        case .notMine: break
        }
        switch graph.bodyLimit(of: request) {
        case .refused: return refuse(request)
        case .bytes(let limit): return admitToGraph(request, announced: announced, limit: limit)
        case .notMine: break
        }
        guard case .bytes(let limit) = service.bodyLimit(of: request) else { return refuse(request) }
        return .later { [service] in
            guard await service.mayBeTakenIn(request) else { return Self.refusal(await service.respond(to: request)) }
            guard announced <= limit else { return Self.refusal(await service.respond(to: request, isTooLong: true)) }
            return .body(maxBytes: limit)
        }
    }

    private func admitToGraph(_ request: HTTP.Request, announced: Int, limit: Int) -> HTTPAdmission {
        .later { [graph] in
            let isTooLong = announced > limit
            guard !isTooLong, await graph.mayBeTakenIn(request) else {
                return await graph.respond(to: request, isTooLong: isTooLong).map(Self.refusal) ?? .body(maxBytes: 0)
            }
            return .body(maxBytes: limit)
        }
    }

    /// Answers as if there were no body.
    private func refuse(_ request: HTTP.Request) -> HTTPAdmission {
        .later { Self.refusal(await respond(to: request)) }
    }

    private static func refusal(_ reply: HTTPReply) -> HTTPAdmission {
        reply.response.map { .answer($0) } ?? .body(maxBytes: 0)
    }
}

internal import HTTPKit

/// The faces of the service: what people do, their files, and what bots call.
struct Planes: Sendable {
    let service: ServicePlane
    let control: ControlPlane
    let files: FilePlane
    let access: ControlGuard

    func respond(to request: HTTP.Request) async -> HTTPReply {
        do {
            try access.admit(request)
        } catch {
            return .response(.control(error))
        }
        if let reply = await control.respond(to: request) { return reply }
        if let response = await files.respond(to: request) { return .response(response) }
        return .response(await service.respond(to: request))
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
        guard case .bytes(let limit) = service.bodyLimit(of: request) else { return refuse(request) }
        return .later { [service] in
            guard await service.mayBeTakenIn(request) else { return .answer(await service.respond(to: request)) }
            guard announced <= limit else { return .answer(await service.respond(to: request, isTooLong: true)) }
            return .body(maxBytes: limit)
        }
    }

    /// Answers as if there were no body.
    private func refuse(_ request: HTTP.Request) -> HTTPAdmission {
        .later { await respond(to: request).response.map { .answer($0) } ?? .body(maxBytes: 0) }
    }
}

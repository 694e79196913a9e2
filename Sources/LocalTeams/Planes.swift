internal import HTTPKit

/// How long the body of a request may be, as its head tells.
enum BodyLimit: Sendable, Equatable {
    /// The path is of another plane.
    case notMine
    /// The request is refused whatever its body says.
    case refused
    case bytes(Int)
}

/// The three faces of the service on one port.
struct Planes: Sendable {
    let service: ServicePlane
    let control: ControlPlane
    let page: PageFiles
    let files: FilePlane
    let access: ControlGuard

    /// The longest body of all, in bytes: a message with files, an upload. They come as base64.
    static let maxUploadBytes = 32 << 20

    func respond(to request: HTTP.Request) async -> HTTPReply {
        do {
            try access.admit(request)
        } catch {
            return .response(.json(error.status, error.controlBody, noStore: true))
        }
        if let reply = await control.respond(to: request) { return reply }
        return .response(await answer(request))
    }

    /// Answers whatever is not of the control plane.
    private func answer(_ request: HTTP.Request) async -> HTTP.Response {
        if isPage(request), var response = page.respond(to: request) {
            if let cookie = access.cookie(for: request) { response.fields["Set-Cookie"] = cookie }
            return response
        }
        if let response = await files.respond(to: request) { return response }
        return await service.respond(to: request)
    }

    private func isPage(_ request: HTTP.Request) -> Bool {
        request.path == "/" || !request.path.dropFirst().contains("/")
    }

    /// What becomes of a request whose body is not here yet: who would be refused for the head costs no memory.
    func admit(_ request: HTTP.Request) -> HTTPAdmission {
        guard (try? access.admit(request)) != nil else { return refuse(request) }
        let announced = request.fields["Content-Length"].flatMap { Int($0) } ?? 0
        switch control.bodyLimit(of: request) {
        case .refused: return refuse(request)
        case .bytes(let limit):
            guard announced <= limit else {
                let refusal = Refusal.bodyTooLong(limit)
                return .answer(.json(refusal.status, refusal.controlBody, noStore: true))
            }
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
        .later {
            guard case .response(let response) = await respond(to: request) else { return .body(maxBytes: 0) }
            return .answer(response)
        }
    }
}

internal import HTTPKit
internal import Synchronization

/// The three faces of the service on one port.
struct Planes: Sendable {
    let service: ServicePlane
    let control: ControlPlane
    let page: PageFiles
    let files: FilePlane
    let access: ControlGuard

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        if let response = await control.respond(to: request) { return response }
        do {
            if request.path == "/" || !request.path.dropFirst().contains("/") {
                if var response = page.respond(to: request) {
                    try access.check(request, needsToken: false)
                    if let cookie = access.cookie(for: request) { response.fields["Set-Cookie"] = cookie }
                    return response
                }
            }
            // A bot is no browser: a request with an Origin comes from a web page.
            try access.checkOrigin(request, host: request.fields["Host"])
        } catch {
            return .json(error.status, error.controlBody, noStore: true)
        }
        if let response = await files.respond(to: request) { return response }
        return await service.respond(to: request)
    }
}

/// Stands at the port while the planes are being made: a connection may come before they are.
final class Front: Sendable {
    private let planes = Mutex<Planes?>(nil)

    func open(_ planes: Planes) {
        self.planes.withLock { $0 = planes }
    }

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard let planes = planes.withLock({ $0 }) else {
            return HTTPResponse(status: 503, fields: ["Retry-After": "1"])
        }
        return await planes.respond(to: request)
    }
}

internal import HTTPKit
internal import JSONKit
internal import Synchronization

/// The three faces of the service on one port.
struct Planes: Sendable {
    let service: ServicePlane
    let control: ControlPlane
    let page: PageFiles
    let files: FilePlane
    let access: ControlGuard

    /// The longest body that a bot may send, in bytes; more is answered 413. The control plane takes files.
    static let maxServiceBodyBytes = 1 << 20

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        if let response = await control.respond(to: request) { return response }
        do {
            if request.path == "/" || !request.path.dropFirst().contains("/") {
                if let response = page.respond(to: request) {
                    try access.check(request, needsToken: false)
                    return response
                }
            }
            // A bot is no browser: a request with an Origin comes from a web page.
            try access.checkOrigin(request, host: request.fields["Host"])
        } catch {
            return .json(error.status, error.controlBody, noStore: true)
        }
        if let response = await files.respond(to: request) { return response }
        if request.body.count > Self.maxServiceBodyBytes { return .json(413, Refusal.tooBig.body) }
        if let response = await service.respond(to: request) { return response }
        return .json(404, ["error": ["code": "NotFound", "message": "Nothing is here."]])
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

internal import HTTPKit
internal import JSONKit

/// `/_local/…`: what people and admins do, for the page and for tests. Its table is in the design of Local Teams; every
/// row is one handler.
struct ControlPlane: Sendable {
    typealias Handler = @Sendable (ControlPlane, ControlCall) async throws -> HTTP.Response

    let host: WorldHost
    let streams: StreamHub
    let log: WireLog
    let keys: KeyRing
    let signer: DeliverySigner
    let store: WorldStore?
    let access: ControlGuard

    /// How long a call waits for the bots that it reaches.
    static let patience = Duration.seconds(15)

    private static let routes = makeRoutes()

    /// Answers a request; nil for a path that is not of this plane.
    func respond(to request: HTTP.Request) async -> HTTP.Response? {
        guard isOwn(request) else { return nil }
        do {
            try access.check(request)
            if case .bytes(let limit) = bodyLimit(of: request), request.body.count > limit {
                throw Refusal.bodyTooLong(limit)
            }
            guard var path = request.pathSegments else { throw Refusal.badRequest("The path is not well encoded.") }
            if path.last == "" { path.removeLast() }
            switch Self.routes.match(request.method, path[...]) {
            case .found(let handler, let parameters):
                return try await handler(self, ControlCall(request: request, parameters: parameters))
            case .otherMethods(let methods):
                return .methodNotAllowed(methods)
            case .nothing:
                throw Refusal.notFound("The control plane has no \(request.method) \(request.path.prefix(200)).")
            }
        } catch let refusal as Refusal {
            return .control(refusal)
        } catch {
            return .json(500, ["error": ["code": "InternalError", "message": .string("\(error)")]], noStore: true)
        }
    }

    private func isOwn(_ request: HTTP.Request) -> Bool {
        request.path == "/_local" || request.path.hasPrefix("/_local/")
    }

    /// How long the body of a call may be, in bytes, before the call is read; nil when the call is refused whatever its
    /// body says. Only messages bring files.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard isOwn(request) else { return .notMine }
        guard (try? access.check(request)) != nil, var path = request.pathSegments else { return .refused }
        if path.last == "" { path.removeLast() }
        guard case .found = Self.routes.match(request.method, path[...]) else { return .refused }
        return .bytes(
            request.method == "POST" && path.last?.lowercased() == "messages"
                ? BodyLimit.maxUploadBytes : Self.maxBodyBytes)
    }

    /// The longest body of a call that brings no files, in bytes.
    static let maxBodyBytes = 1 << 20

    private static func makeRoutes() -> RouteTable<Handler> {
        var table = RouteTable<Handler>()
        for (method, path, handler) in workspaceRoutes + teamRoutes + conversationRoutes + observationRoutes {
            table.add(method, "/_local" + path, handler)
        }
        return table
    }

    /// A row of the table: method, path after `/_local`, handler.
    typealias Row = (method: String, path: String, handler: Handler)
}

extension HTTP.Response {
    /// An answer of the control plane. Nothing of it may be kept: the next call may give another.
    static func control(_ status: Int = 200, _ value: JSONValue = [:]) -> HTTP.Response {
        .json(status, value, noStore: true)
    }

    /// Why a call is not answered otherwise, in the control plane's one envelope.
    static func control(_ refusal: Refusal) -> HTTP.Response {
        .control(
            refusal.status, ["error": ["code": .string(refusal.code), "message": .string(refusal.message)]])
    }
}

internal import HTTPKit

/// Where a request to the control plane leads: decided from its method and path alone.
enum ControlRoute: Sendable {
    case call(ControlPlane.Handler, PathParameters, maxBodyBytes: Int)
    /// The live stream: a WebSocket, and no response.
    case stream(PathParameters)
    /// The path exists, but with these methods.
    case otherMethods([String])
    case nothing
    /// The path is not well encoded.
    case malformed

    private enum Target: Sendable {
        case call(ControlPlane.Handler)
        case stream
    }

    private static let routes = makeRoutes()

    /// Nil for a path of another plane.
    init?(_ request: HTTP.Request) {
        guard request.path == "/_local" || request.path.hasPrefix("/_local/") else { return nil }
        guard var path = request.pathSegments else {
            self = .malformed
            return
        }
        if path.last == "" { path.removeLast() }
        switch Self.routes.match(request.method, path[...]) {
        case .found(.stream, let parameters): self = .stream(parameters)
        case .found(.call(let handler), let parameters):
            // Only messages bring files.
            let bringsFiles = request.method == "POST" && path.last?.lowercased() == "messages"
            self = .call(handler, parameters, maxBodyBytes: bringsFiles ? BodyLimit.maxUploadBytes : 1 << 20)
        case .otherMethods(let methods): self = .otherMethods(methods)
        case .nothing: self = .nothing
        }
    }

    private static func makeRoutes() -> RouteTable<Target> {
        var table = RouteTable<Target>()
        for (method, path, handler) in ControlPlane.rows { table.add(method, "/_local" + path, .call(handler)) }
        table.add("GET", "/_local/stream", .stream)
        return table
    }
}

@_exported import Logging

/// As in Vapor 4.
public final class Request: Sendable {
    public init() {}
}
/// As in Vapor 4.
public final class Response: Sendable {
    public init() {}
}
/// What a middleware calls.
public typealias Next = @Sendable (Request) async throws -> Response
/// As in Vapor 4.
public protocol Middleware: Sendable {
    func respond(to request: Request, chainingTo next: Next) async throws -> Response
}
/// As in Vapor 4, which takes them from AsyncHTTPClient and WebSocketKit.
public final class HTTPClient: Sendable {
    public init() {}
}
/// As in Vapor 4.
public struct HTTPClientError: Error {
    public init() {}
}
/// As in Vapor 4.
public final class WebSocket: Sendable {
    public init() {}
}
/// As in Vapor 4.
public struct HTTPHeaders: Sendable {
    public init() {}
}
/// As in Vapor 4.
public struct URI: Sendable {
    public init() {}
}
/// As in Vapor 4.
public protocol Content: Codable, Sendable {}
/// As in Vapor 4.
public protocol Client: Sendable {}
/// As in Vapor 4.
public final class Route: Sendable {
    public init() {}
}

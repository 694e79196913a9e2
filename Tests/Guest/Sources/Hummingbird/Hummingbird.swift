@_exported import HTTPTypes
@_exported import Logging

/// As in Hummingbird 2. `Request`, `Response` and `Middleware` stand in Vapor's stub: a program has one of the two.
public struct RouterRequest: Sendable {}
/// As in Hummingbird 2.
public final class Router: Sendable {
    public init() {}
}
/// As in Hummingbird 2.
public struct Application: Sendable {
    public init(router: Router) {}
}
/// As in Hummingbird 2.
public struct Environment: Sendable {
    public init() {}
}
/// As in Hummingbird 2.
public struct HTTPError: Error {}
/// As in Hummingbird 2, which takes it from swift-service-lifecycle.
public protocol Service: Sendable {
    func run() async throws
}

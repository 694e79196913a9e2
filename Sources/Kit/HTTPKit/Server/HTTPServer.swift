public import ServiceKit

/// An HTTP/1.1 server with WebSocket: strict in what it reads, and with a limit and a deadline for everything a peer does.
///
/// It listens from the moment it exists; connections are answered once ``run()`` runs.
public final class HTTPServer: Service {
    private let listener: Listener
    private let configuration: Configuration
    private let logger: Logger
    private let handler: @Sendable (HTTPRequest) async -> HTTPResponse

    /// Binds and listens.
    /// - Parameters:
    ///   - configuration: where to listen, and the limits.
    ///   - logger: gets a line for what goes wrong; never a body or a field's value.
    ///   - handler: answers one request. It runs on an event loop's thread, many at a time: work that blocks or computes
    ///     for long belongs elsewhere, for example into `withTaskExecutorPreference(globalConcurrentExecutor)`.
    /// - Throws: ``HTTPServerError`` when the address cannot be had.
    public init(
        _ configuration: Configuration = Configuration(), logger: Logger,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(HTTPServerError) {
        listener = try Listener(host: configuration.host, port: configuration.port)
        self.configuration = configuration
        self.logger = logger
        self.handler = handler
    }

    /// The port that the server listens on, also when the system chose it.
    public var port: Int { listener.port }

    /// Host and port, as they stand in a URL: `127.0.0.1:3979`, `[::1]:3979`.
    public var address: String {
        configuration.host.utf8.contains(UInt8(ascii: ":"))
            ? "[\(configuration.host)]:\(port)" : "\(configuration.host):\(port)"
    }

    /// Serves until ``beginShutdown()`` was called and every request that was accepted is answered. When its task is
    /// cancelled, it closes all connections and returns once the handlers that still run have returned.
    /// - Throws: ``HTTPServerError`` when called a second time, or when the system refuses a thread or a descriptor.
    public func run() async throws {}

    /// Accepts no more connections, closes the idle ones, lets requests finish, closes WebSockets with 1001, and lets
    /// ``run()`` return. Returns at once; a second call changes nothing.
    public func beginShutdown() {}
}

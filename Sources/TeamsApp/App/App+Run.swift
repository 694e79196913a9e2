internal import Glibc
internal import HTTPKit
public import ServiceKit

extension App {
    /// Serves until the process is told to end (SIGTERM, SIGINT), then finishes the turns that run, for up to 20 seconds.
    ///
    /// - Parameter onReady: told once the port accepts connections, with the address: `127.0.0.1:3978`.
    /// - Throws: ``AppError`` for a wrong setting or two handlers for the same activities; `HTTPServerError` when the
    ///   address cannot be had.
    public func run(onReady: (@Sendable (_ address: String) -> Void)? = nil) async throws {
        try await runUntilSignalled([try AppServer(self, onReady: onReady)])
    }

    /// The app listening at its address, to be run together with other services.
    ///
    /// - Throws: as ``run(onReady:)``.
    public func server() throws -> AppServer {
        try AppServer(self, onReady: nil)
    }
}

/// An app that listens.
public struct AppServer: Service {
    private let app: App
    private let server: HTTPServer
    private let onReady: (@Sendable (String) -> Void)?

    init(_ app: App, onReady: (@Sendable (String) -> Void)?) throws {
        try app.prepare()
        self.app = app
        self.onReady = onReady
        var configuration = HTTPServer.Configuration(host: app.configuration.host, port: app.configuration.port)
        configuration.maxBodyBytes = Endpoint.maxBodyBytes
        server = try HTTPServer(configuration, logger: app.logger)
        app.logger.info("Listening", ["address": server.address, "path": app.configuration.messagingPath])
    }

    /// Host and port, as they stand in a URL: `127.0.0.1:3978`.
    public var address: String { server.address }

    /// The port, also when the system chose it.
    public var port: Int { server.port }

    /// Serves until ``beginShutdown()``, then returns when every turn is over.
    public func run() async throws {
        // Only here: whoever reads that it is ready may tell it to end at once.
        if let onReady {
            onReady(server.address)
            fflush(nil)  // what was printed must reach also who waits for it through a pipe
        }
        try await server.run(
            admit: { [app] in app.admit($0) }, handler: { [app] in .response(await app.handle($0)) })
        await app.drain()
    }

    /// Takes no new connections. Returns at once.
    public func beginShutdown() {
        server.beginShutdown()
    }
}

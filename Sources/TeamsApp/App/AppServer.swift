internal import Foundation
internal import HTTPKit
public import ServiceKit

/// An app that listens.
public struct AppServer: Service {
    private let app: App
    private let server: HTTPServer
    private let onReady: (@Sendable (String) -> Void)?

    init(_ app: App, onReady: (@Sendable (String) -> Void)?) throws(AppError) {
        try app.prepare()
        self.app = app
        self.onReady = onReady
        var configuration = HTTPServer.Configuration(host: app.configuration.host, port: app.configuration.port)
        configuration.maxBodyBytes = Endpoint.maxBodyBytes
        do {
            server = try HTTPServer(configuration, logger: app.logger)
        } catch {
            throw AppError(.cannotListen, error.message)
        }
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
        app.beginShutdown()
    }
}

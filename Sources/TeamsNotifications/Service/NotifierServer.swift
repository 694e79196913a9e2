internal import Foundation
internal import HTTPKit
internal import ServiceKit
package import TeamsApp

/// One port for all who talk to the service: Teams, which posts activities, the programs that call the API, and people,
/// whose browser reads the page.
package struct NotifierServer: Service {
    /// All that connections together may make the process hold: a few of the longest bodies.
    private static let maxBufferedBytes = 160 << 20

    private let app: App
    private let api: NotificationAPI
    private let page = NotifierPage()
    private let server: HTTPServer
    private let onReady: @Sendable (_ address: String) -> Void

    /// Listens from now on; answers once it runs.
    /// - Parameter onReady: told once requests are answered, with the address: `http://127.0.0.1:3978`.
    /// - Throws: ``AppError`` when the address is not to be had, or a setting of the app is wrong.
    package init(
        app: App, api: NotificationAPI, onReady: @escaping @Sendable (_ address: String) -> Void
    ) throws(AppError) {
        try app.prepare()
        self.app = app
        self.api = api
        self.onReady = onReady
        var configuration = HTTPServer.Configuration(host: app.configuration.host, port: app.configuration.port)
        configuration.maxBodyBytes = NotificationAPI.maxBodyBytes
        // A body that is announced as longer is refused by the API, in its own words.
        configuration.maxStreamedBodyBytes = .max
        configuration.maxBufferedBytes = Self.maxBufferedBytes
        do {
            server = try HTTPServer(configuration, logger: app.logger)
        } catch {
            throw AppError(.cannotListen, error.message)
        }
    }

    /// The port, also when the system chose it.
    package var port: Int { server.port }

    package func run() async throws {
        onReady("http://\(server.address)")
        fflush(nil)  // what was printed must reach also who waits for it through a pipe
        try await server.run(
            admit: { [self] request in
                if isForApp(request) { return app.admit(request) }
                return page.respond(to: request).map { .answer($0) } ?? api.admit(request)
            },
            handler: { [self] request in
                if isForApp(request) { return .response(await app.handle(request)) }
                if let file = page.respond(to: request) { return .response(file) }
                return await api.handle(request)
            })
        await app.drain()
    }

    package func beginShutdown() { server.beginShutdown() }

    private func isForApp(_ request: HTTP.Request) -> Bool { request.path == app.configuration.messagingPath }
}

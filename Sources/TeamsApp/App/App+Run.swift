internal import ServiceKit

extension App {
    /// Serves until the process is told to end (SIGTERM, SIGINT), then finishes the turns that run, for up to 20
    /// seconds.
    ///
    /// - Parameter onReady: told once the port accepts connections, with the address: `127.0.0.1:3978`.
    /// - Throws: ``AppError`` for a wrong setting, for two handlers of the same activities, and when the address is not
    ///   to be had.
    public func run(onReady: (@Sendable (_ address: String) -> Void)? = nil) async throws {
        try await runUntilSignalled([try AppServer(self, onReady: onReady)])
    }

    /// The app listening at its address, to be run together with other services.
    ///
    /// - Parameter onReady: told once the port accepts connections, with the address: `127.0.0.1:3978`.
    /// - Throws: as ``run(onReady:)``.
    public func server(onReady: (@Sendable (_ address: String) -> Void)? = nil) throws(AppError) -> AppServer {
        try AppServer(self, onReady: onReady)
    }
}

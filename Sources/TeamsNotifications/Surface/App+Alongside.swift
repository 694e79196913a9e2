internal import ServiceKit
public import TeamsApp

extension App {
    /// Serves, and sends notifications, until the process is told to end (SIGTERM, SIGINT). Then nothing new begins;
    /// the turns that run, and what is on the wire, have up to 20 seconds.
    ///
    /// - Parameters:
    ///   - notifications: those of this app.
    ///   - onReady: told once the port accepts connections, with the address: `127.0.0.1:3978`.
    /// - Throws: `AppError` for a wrong setting, for two handlers of the same activities, and when the address is not
    /// to
    ///   be had.
    public func run(
        alongside notifications: Notifications, onReady: (@Sendable (_ address: String) -> Void)? = nil
    ) async throws {
        try await runUntilSignalled([notifications, try server(onReady: onReady)])
    }
}

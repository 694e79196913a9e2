internal import HTTPKit

/// What people do about messages that a bot streams.
extension ControlPlane {
    static let streamRoutes: [Row] = [
        ("POST", "/conversations/{c}/messages/{m}/stop", { try await $0.stop($1["m"], in: $1["c"], $1.body()) })
    ]

    /// The Stop button: the bot's next piece is refused.
    private func stop(
        _ message: String, in conversation: ConversationID, _ acting: ActingPerson
    ) async throws -> HTTP.Response {
        _ = try await host.change { try $0.stopStream(message, in: conversation, as: acting.person) }
        return .control()
    }
}

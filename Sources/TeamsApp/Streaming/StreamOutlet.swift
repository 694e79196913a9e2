internal import TeamsConnector
internal import TeamsModels

/// Sends the pieces of one streamed answer, each by the call that it wants.
struct StreamOutlet: Sendable {
    let services: TurnServices
    let reference: ConversationReference
    /// The activity that is answered.
    let inbound: Activity
    /// Who sees it, as a message of the context would be seen.
    let audience: Audience?

    /// Whether the service can stream here: in a chat of the bot with one person, and nowhere else.
    var way: StreamState.Way { reference.isPersonal ? .stream : .edits }

    /// Finds out whether the whole message could be sent, before any of it is.
    func check(_ message: Activity) throws(AppError) {
        var message = message
        // Its beginning may have gone to everyone already.
        if let marked = try message.markedReader(), !reference.isPersonal, audience != .account(marked) {
            throw AppError(
                .audience,
                "The message is marked for \(marked) alone, the streamed answer is not: say stream(visibleTo: .account(…))"
            )
        }
        // What comes before the text has come is checked as it will be.
        if message.text?.isEmpty != false { message.text = "…" }
        _ = try Outgoing(message, to: reference, audience: audience, answering: inbound)
    }

    /// - Parameter message: what the pieces before made.
    /// - Returns: the message that the pieces make; of what shows that the bot writes, nothing that matters.
    func send(_ piece: StreamPiece, growing message: SentMessage?) async throws -> SentMessage {
        if piece.kind == .edit, let message {
            return try await services.outbox.update(message, Message(piece.activity))
        }
        let outgoing = try Outgoing(piece.activity, to: reference, audience: audience, answering: inbound)
        guard piece.kind.isOfStream else { return try await services.deliver(outgoing, orElse: nil) }
        let sent = try await services.outbox.send(outgoing, isRetried: false)
        // Only the answer to the first piece has an id, which is that of the message.
        return message ?? sent
    }
}

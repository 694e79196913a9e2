internal import ServiceKit
internal import TeamsConnector
public import TeamsModels

extension TurnContext {
    /// Sends a message to this conversation that quotes `id`, a message of the same one. `reply(_:visibleTo:orElse:)`
    /// quotes the one that is answered.
    ///
    /// - Parameters:
    ///   - id: the message to quote.
    ///   - content: what to send.
    ///   - audience: as in `send(_:visibleTo:orElse:)`. A message for one person carries no quote: it would show what
    ///     others see beside it.
    ///   - fallback: as in `send(_:visibleTo:orElse:)`.
    /// - Throws: ``AppError`` for a message that cannot be sent, or quoted; `ConnectorError` when the service refuses.
    @discardableResult
    public func quote(
        _ id: ActivityID, _ content: some MessageContent, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        guard !id.isBlank else { throw AppError(.message, "The id of the message to quote is empty") }
        var message = content.message
        message.activity.prependQuote(of: id)
        return try await send(message, visibleTo: audience, orElse: fallback)
    }

    /// Adds the bot's reaction to the message that it got; where somebody reacted to a message, edited one or pressed
    /// a button of one, to that message.
    ///
    /// - Throws: ``AppError`` for an activity that is about no message; `ConnectorError` when the service refuses.
    public func react(_ type: ReactionType) async throws {
        try await connector.addReaction(type, to: try message(), in: reference)
    }

    /// Takes the bot's reaction back; of the message that ``react(_:)`` adds it to.
    ///
    /// - Throws: as ``react(_:)``.
    public func unreact(_ type: ReactionType) async throws {
        try await connector.removeReaction(type, from: try message(), in: reference)
    }

    /// The message that the activity is, or is about. What a button sends is in no chat, and its id is no message's.
    private func message() throws(AppError) -> ActivityID {
        let isItself = [ActivityType.message, .messageUpdate, .messageDelete].contains(activity.type)
        let candidates = isItself ? [activity.id, activity.replyToId] : [activity.replyToId]
        if let id = candidates.compactMap({ $0 }).first(where: { $0.number != nil }) { return id }
        throw AppError(
            .noMessageID, "This activity (\(activity.kind)) is about no message, so there is none to react to")
    }

    /// Shows that the bot is writing for as long as `work` takes, and gives what it gives.
    ///
    /// ```swift
    /// let report = try await context.keepTyping { try await makeReport() }
    /// try await context.send(report)
    /// ```
    /// Clients show one sign for some seconds, so another follows after `pause`; each counts for the service's limits.
    /// A sign that the service refuses is left out, and fails nothing.
    ///
    /// - Parameters:
    ///   - pause: between two signs.
    ///   - work: what takes so long. When it throws, that is thrown.
    public func keepTyping<Value>(
        every pause: Duration = .seconds(4), _ work: () async throws -> Value
    ) async rethrows -> Value {
        async let _ = showTyping(every: pause)  // cancelled, and over, when this returns
        return try await work()
    }

    private func showTyping(every pause: Duration) async {
        while !Task.isCancelled {
            try? await typing()
            do { try await services.time.sleep(for: pause) } catch { return }
        }
    }
}

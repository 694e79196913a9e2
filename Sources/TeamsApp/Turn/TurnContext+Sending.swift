public import TeamsModels

extension TurnContext {
    /// Sends a message to this conversation: in a channel, into the thread of the activity.
    ///
    /// - Parameters:
    ///   - content: what to send.
    ///   - audience: who sees it. Unless said, everyone; but only whom the message is marked for, and only the sender
    ///     when the activity itself was seen by the bot alone, as a slash command is.
    ///   - fallback: what becomes of a message for one person that cannot be shown here:
    ///     `send("Your results", visibleTo: .sender, orElse: .personalChat)`. The ``SentMessage/route`` says which way
    ///     it went.
    /// - Throws: ``AppError`` for a message that cannot be sent; `ConnectorError` when the service refuses.
    @discardableResult
    public func send(
        _ content: some MessageContent, visibleTo audience: Audience? = nil, orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        try await services.deliver(
            Outgoing(content.message.activity, to: reference, audience: audience, answering: activity),
            orElse: fallback)
    }

    /// Sends a message to another conversation: one that was stored, or opened with ``openConversation(with:)``.
    ///
    /// - Parameters:
    ///   - content: what to send.
    ///   - reference: where to, by the service URL that it carries.
    ///   - audience: who sees it. Unless said, everyone, or whom the message itself is marked for.
    ///   - fallback: as in `send(_:visibleTo:orElse:)`.
    /// - Throws: ``AppError`` for a message that cannot be sent; `ConnectorError` when the service refuses.
    @discardableResult
    public func send(
        _ content: some MessageContent, to reference: ConversationReference, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        try await services.deliver(
            Outgoing(content.message.activity, to: reference, audience: audience), orElse: fallback)
    }

    /// Sends a message that quotes the one it answers. The quote is text: a card goes behind it, as its
    /// ``SentMessage/companion``.
    ///
    /// - Parameters:
    ///   - content: what to send.
    ///   - audience: as in `send(_:visibleTo:orElse:)`. A message for one person carries no quote: it would show what
    ///     others see beside it.
    ///   - fallback: as in `send(_:visibleTo:orElse:)`.
    /// - Throws: ``AppError`` for a message that cannot be sent; `ConnectorError` when the service refuses.
    @discardableResult
    public func reply(
        _ content: some MessageContent, visibleTo audience: Audience? = nil, orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        try await services.deliver(
            Outgoing(quoting(content.message.activity), to: reference, audience: audience, answering: activity),
            orElse: fallback)
    }

    /// `answer` with a quote of the message that it answers.
    func quoting(_ answer: Activity) -> Activity {
        guard activity.type == .message, let id = activity.id, !id.isBlank else { return answer }
        var answer = answer
        answer.prependQuote(of: id)
        return answer
    }

    /// Puts `content` in the place of a message that the bot sent.
    ///
    /// - Throws: ``AppError`` when the message has no id; `ConnectorError` when the service refuses.
    @discardableResult
    public func update(_ message: SentMessage, _ content: some MessageContent) async throws -> SentMessage {
        try await services.outbox.update(message, content.message)
    }

    /// Takes back a message that the bot sent.
    ///
    /// - Throws: ``AppError`` when the message has no id; `ConnectorError` when the service refuses.
    public func delete(_ message: SentMessage) async throws {
        try await services.outbox.delete(message)
    }

    /// Shows that the bot is writing, until it sends or some seconds have passed.
    ///
    /// - Throws: `ConnectorError` when the service refuses.
    public func typing() async throws {
        _ = try await services.outbox.send(
            Outgoing(Activity(.typing), to: reference, audience: nil, answering: activity))
    }
}

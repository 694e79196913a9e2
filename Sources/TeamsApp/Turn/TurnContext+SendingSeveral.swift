public import TeamsModels

extension TurnContext {
    /// Sends several messages to this conversation, in order.
    ///
    /// All are checked before the first is sent, so that one that cannot be sent keeps back the others too.
    /// - Parameters:
    ///   - contents: what to send.
    ///   - audience: who sees them, as in ``send(_:visibleTo:orElse:)``.
    ///   - fallback: what becomes of a message for one person that cannot be shown here.
    /// - Returns: the messages in the order of `contents`.
    /// - Throws: ``AppError`` for a message that cannot be sent, before anything is; ``PartlySentError`` when the
    ///   service refuses one, with those that were sent before it.
    @discardableResult
    public func send(
        _ contents: [any MessageContent], visibleTo audience: Audience? = nil, orElse fallback: DeliveryFallback? = nil
    ) async throws -> [SentMessage] {
        try await services.deliver(
            Outgoing.all(contents, to: reference, audience: audience, answering: activity), orElse: fallback)
    }

    /// Sends several messages to this conversation, in order; the first quotes the message that is answered.
    ///
    /// - Returns: the messages in the order of `contents`.
    /// - Throws: as `send(_:visibleTo:orElse:)` of several messages.
    @discardableResult
    public func reply(
        _ contents: [any MessageContent], visibleTo audience: Audience? = nil, orElse fallback: DeliveryFallback? = nil
    ) async throws -> [SentMessage] {
        guard let first = contents.first else { return [] }
        return try await send(
            [Message(quoting(first.message.activity))] + contents.dropFirst(), visibleTo: audience, orElse: fallback)
    }

    /// Sends several messages to another conversation, in order; as `send(_:visibleTo:orElse:)` does here.
    ///
    /// - Throws: ``AppError`` before anything is sent; ``PartlySentError`` when the service refuses one.
    @discardableResult
    public func send(
        _ contents: [any MessageContent], to reference: ConversationReference, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> [SentMessage] {
        try await services.deliver(Outgoing.all(contents, to: reference, audience: audience), orElse: fallback)
    }
}

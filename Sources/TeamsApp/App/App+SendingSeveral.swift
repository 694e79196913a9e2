public import TeamsModels

extension App {
    /// Sends several messages to a conversation without being asked, in order.
    ///
    /// ```swift
    /// let handles = try await app.send(["Tides of today:", Attachment(card)], to: channel)
    /// ```
    /// All are checked before the first is sent, so that one that cannot be sent keeps back the others too.
    /// - Parameters:
    ///   - contents: what to send.
    ///   - reference: where to, by the service URL that it carries.
    ///   - audience: who sees them. Unless said, everyone, or whom each message itself is marked for.
    ///   - fallback: what becomes of a message for one person that cannot be shown there.
    /// - Returns: the messages in the order of `contents`.
    /// - Throws: ``AppError`` for a message that cannot be sent, before anything is; ``PartlySentError`` when the
    ///   service refuses one, with those that were sent before it.
    @discardableResult
    public func send(
        _ contents: [any MessageContent], to reference: ConversationReference, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> [SentMessage] {
        try await services.deliver(Outgoing.all(contents, to: reference, audience: audience), orElse: fallback)
    }
}

internal import TeamsConnector
public import TeamsModels

extension App {
    /// Sends a message without being asked: to a conversation whose whole reference is at hand. Where only an id is,
    /// ``send(_:toConversation:visibleTo:orElse:)`` and `send(_:toPerson:inTenant:)` find the rest.
    ///
    /// - Parameters:
    ///   - content: what to send.
    ///   - reference: where to, by the service URL that it carries.
    ///   - audience: who sees it. Unless said, everyone, or whom the message itself is marked for.
    ///   - fallback: what becomes of a message for one person that cannot be shown there.
    /// - Throws: ``AppError`` for a message that cannot be sent; `ConnectorError` when the service refuses.
    @discardableResult
    public func send(
        _ content: some MessageContent, to reference: ConversationReference, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        try await services.deliver(
            Outgoing(content.message.activity, to: reference, audience: audience), orElse: fallback)
    }

    /// Puts `content` in the place of a message that was sent, also before a restart.
    ///
    /// - Throws: ``AppError`` when the message has no id; `ConnectorError` when the service refuses.
    @discardableResult
    public func update(_ message: SentMessage, _ content: some MessageContent) async throws -> SentMessage {
        try await services.outbox.update(message, content.message)
    }

    /// Takes back a message that was sent, also before a restart.
    ///
    /// - Throws: ``AppError`` when the message has no id; `ConnectorError` when the service refuses.
    public func delete(_ message: SentMessage) async throws {
        try await services.outbox.delete(message)
    }

    /// Opens the chat of the bot with `member` alone, and remembers it. The same person gives the same chat each time.
    ///
    /// - Parameters:
    ///   - member: by the id in conversations, or by the one in Microsoft Entra.
    ///   - tenant: the person's organisation.
    ///   - serviceURL: the service of a conversation with that person; the configuration's, or the cloud's, when nil.
    /// - Throws: `ConnectorError` when the service refuses, for example because that person has not installed the app.
    public func openConversation(
        with member: Account, tenant: TenantID, serviceURL: String? = nil
    ) async throws -> ConversationReference {
        try await services.openConversation(with: member, tenant: tenant, serviceURL: serviceURL)
    }
}

internal import TeamsConnector
public import TeamsModels

extension App {
    /// Sends a message without being asked: to a conversation that was stored, or opened with
    /// ``openConversation(with:tenant:serviceURL:)``.
    ///
    /// - Parameters:
    ///   - content: what to send.
    ///   - reference: where to, by the service URL that it carries.
    ///   - audience: who sees it. Unless said, everyone, or whom the message itself is marked for.
    /// - Throws: ``AppError`` for a message that cannot be sent; `ConnectorError` when the service refuses.
    @discardableResult
    public func send(
        _ content: some MessageContent, to reference: ConversationReference, visibleTo audience: Audience? = nil
    ) async throws -> SentMessage {
        try await services.outbox.send(Outgoing(content.message.activity, to: reference, audience: audience))
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

    /// The chat of the bot with `member` alone. The same person gives the same chat each time; store it.
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

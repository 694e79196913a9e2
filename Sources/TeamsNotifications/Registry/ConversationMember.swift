public import TeamsApp
public import TeamsModels

/// Somebody in a conversation where the app is installed.
public struct ConversationMember: Sendable {
    /// Who it is, as the roster says: names, addresses, both ids.
    public let account: Account
    /// The organisation.
    public let tenant: TenantID?
    let notifications: Notifications

    /// Sends a message to their own chat with the bot, which is opened once and remembered.
    ///
    /// - Throws: as ``Installation/send(_:)``; `ConnectorError` also when the service will not open the chat, for
    ///   example because that person has not installed the app.
    @discardableResult
    public func send(_ content: some MessageContent) async throws -> SentMessage {
        guard let id = account.id ?? account.directoryID.map(AccountID.init(rawValue:)), !id.isEmpty else {
            throw NotificationError(.invalid, "The roster gives no id for this member, so nothing can be sent to them")
        }
        let chats = try await notifications.firstPage(
            ConversationQuery(person: id, tenant: tenant, type: .personal), limit: 100)
        if let closed = chats.first, chats.allSatisfy({ !$0.isReachable }) {
            throw NotificationError.closed(closed)
        }
        return try await notifications.app.send(content, toPerson: id, inTenant: tenant)
    }
}

internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// What a turn has of its app: a way to send, a log, and who the bot is.
struct TurnServices: Sendable {
    let outbox: Outbox
    let logger: Log
    /// The bot's registration; nil for a bot without one.
    let clientID: AppID?
    /// Where requests go when a conversation does not say.
    let serviceURL: String?

    /// The chat of the bot with `member` alone.
    func openConversation(
        with member: Account, tenant: TenantID, serviceURL: String?
    ) async throws -> ConversationReference {
        guard let id = member.id ?? member.directoryID.map(AccountID.init(rawValue:)) else {
            throw AppError(.incompleteReference, "The member has no id, so no conversation can be opened with them")
        }
        let chat = try await outbox.connector.createConversation(
            .personal(with: id, tenantId: tenant), serviceUrl: serviceURL ?? self.serviceURL)
        var reference = chat.reference
        reference.bot = clientID.map { Account($0.accountID) }
        reference.user = member
        return reference
    }
}

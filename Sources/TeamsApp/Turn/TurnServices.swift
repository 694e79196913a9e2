internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// What a turn has of its app: a way to send, what conversations are known, a log, and who the bot is.
struct TurnServices: Sendable {
    let outbox: Outbox
    let register: ConversationRegister
    let states: StateDesk
    let questions: QuestionDesk
    let commands: CommandDesk
    let cards = CardDesk()
    let chats = PersonalChats()
    let signIns = SignInDesk()
    /// What pauses are measured by.
    let time: Stopwatch
    let recent = RecentTurns()
    let logger: Log
    /// The bot's registration; nil for a bot without one.
    let clientID: AppID?
    /// The organisation of the registration.
    let homeTenant: TenantID?
    /// Where requests go when a conversation does not say.
    let serviceURL: String?
    /// Where they go when the configuration does not say either.
    let cloudServiceURL: String
    /// The connection at which people sign in when nobody says another.
    let signInConnection: String?

    /// Opens the chat of the bot with `member` alone, and remembers it.
    func openConversation(
        with member: Account, tenant: TenantID, serviceURL: String?
    ) async throws -> ConversationReference {
        guard let id = member.id ?? member.directoryID.map(AccountID.init(rawValue:)) else {
            throw AppError(.incompleteReference, "The member has no id, so no conversation can be opened with them")
        }
        let service = serviceURL ?? self.serviceURL
        let chat = try await outbox.connector.createConversation(
            .personal(with: id, tenantId: tenant), serviceUrl: service)
        // Of the person more may be known than the id that was asked for.
        let reference = chat.reference.opened(by: clientID.map { Account($0.accountID) }, with: member)
        await register.opened(reference, askedAt: service ?? cloudServiceURL)
        return reference
    }
}

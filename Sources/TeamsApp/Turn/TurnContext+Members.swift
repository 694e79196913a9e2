internal import TeamsConnector
public import TeamsModels

extension TurnContext {
    /// Everyone in the conversation; in a channel, everyone in the team. Asks the service page by page.
    ///
    /// - Throws: `ConnectorError` when the service refuses.
    public func members() async throws -> [Account] {
        try await connector.members(of: roster)
    }

    /// One member, with the name and addresses that events leave out.
    ///
    /// - Parameter id: the id in conversations or in Microsoft Entra.
    /// - Throws: `ConnectorError` when the service refuses, or nobody has that id.
    public func member(_ id: AccountID) async throws -> Account {
        try await connector.member(id, of: roster)
    }

    /// Who wrote, or who caused it, with a name: what Teams tells of a button that was pressed, and of other events, is
    /// an id alone. The roster is asked for it then; whom it does not know has none.
    ///
    /// - Throws: ``AppError/Code/noSender`` for an activity that names nobody.
    public func namedSender() async throws -> Account {
        let sender = try self.sender
        guard sender.name?.isEmpty ?? true, let id = sender.id, !id.isEmpty else { return sender }
        do {
            var member = try await member(id)
            member.id = id
            return member
        } catch is ConnectorError {
            return sender
        }
    }

    /// Opens the chat of the bot with `member` alone, and remembers it. The same person gives the same chat each time.
    ///
    /// - Throws: ``AppError`` when the activity names no organisation; `ConnectorError` when the service refuses, for
    ///   example because that person has not installed the app.
    public func openConversation(with member: Account) async throws -> ConversationReference {
        guard let tenant = activity.tenantID else {
            throw AppError(.incompleteReference, "The activity names no tenant, so no conversation can be opened")
        }
        return try await services.openConversation(
            with: member, tenant: tenant, serviceURL: reference.serviceUrl)
    }

    /// A team's roster is read by the id of the team.
    private var roster: ConversationReference {
        var roster = reference
        if activity.conversation?.conversationType == .channel, let team = activity.teamID {
            roster.conversation?.id = team.conversationID
        }
        return roster
    }
}

internal import TeamsModels

extension TurnContext {
    /// The values that the bot keeps of the conversation, the person or the message.
    ///
    /// ```swift
    /// let visits = try await context.state(for: .person).update(.visits, default: 0) { count in
    ///     count += 1
    ///     return count
    /// }
    /// ```
    /// They are kept in the file of the conversations, or where ``App/keepState(in:)`` said. When the app is removed
    /// from a conversation, the values of the conversation, of its members and of its messages are removed once the
    /// handler of that event is over; removed from a personal chat, those of the person too.
    /// - Throws: ``StateError/Code/noOwner`` when the activity names no such conversation, person or message.
    public func state(for scope: StateScope) throws(StateError) -> KeptState {
        services.states.values(of: try owner(scope))
    }

    private func owner(_ scope: StateScope) throws(StateError) -> StateOwner {
        let conversation = activity.conversation?.id
        switch scope.kind {
        case .conversation:
            return .conversation(try named(conversation, "conversation"))
        case .person:
            return .person(try named(activity.from?.stateID, "person"))
        case .member:
            return .member(
                try named(activity.from?.stateID, "person"), of: try named(conversation, "conversation"))
        case .message:
            return .message(
                try named(activity.messageInQuestion, "message"), in: try named(conversation, "conversation"))
        }
    }

    private func named<ID: Identifier>(_ id: ID?, _ what: String) throws(StateError) -> ID {
        if let id, !id.isEmpty { return id }
        throw StateError(.noOwner, "The activity names no \(what), so there is nothing whose state it could be")
    }
}

extension Account {
    /// By which state finds a person: the id in conversations, else the one in Microsoft Entra.
    fileprivate var stateID: AccountID? {
        if let id, !id.isEmpty { return id }
        return directoryID.map { AccountID(rawValue: $0) }
    }
}

extension Activity {
    /// The message that it is about: itself, or the one that it answers by a button or a reaction.
    fileprivate var messageInQuestion: ActivityID? {
        let isText = [.message, .messageUpdate, .messageDelete].contains(type) && value == nil
        return isText ? id : replyToId ?? id
    }
}

internal import JSONKit

// What a bot may do where. The answers are those of Teams' status table.

extension World {
    /// The conversation that a bot calls about, when the bot is part of it.
    func admit(_ bot: AppID, to conversation: ConversationID) throws(Refusal) -> Place {
        try registered(bot)
        guard var place = place(conversation), isOpen(place) else { throw .conversationNotFound }
        if case .personal(let owner, let handle) = place.kind {
            guard owner == bot else { throw .foreignID }
            try checkWriting(bot, to: handle, in: place)
            return place
        }
        guard installation(of: bot, at: place.home) != nil else { throw .notInRoster }
        if isClosedToBots(place) {
            throw .notEnoughPermissions("Bots cannot take part in private channels.")
                .noted("Rule: no bots in private channels (Microsoft, Notification bots); the tenant can let them in.")
        }
        if let root = place.root {
            guard let message = message(root, in: place) else { throw .conversationNotFound }
            place.root = message.root ?? message.number
        }
        return place
    }

    /// As ``admit(_:to:)``, for writing.
    func admitWriter(_ bot: AppID, to conversation: ConversationID) throws(Refusal) -> Place {
        let place = try admit(bot, to: conversation)
        guard !isArchived(place) else {
            throw .notEnoughPermissions("The team is archived.").noted("Rule: nobody writes in an archived team.")
        }
        guard !isModerated(place) else { throw .channelModerated }
        return place
    }

    @discardableResult
    func registered(_ appId: AppID) throws(Refusal) -> Bot {
        guard let bot = bot(appId) else { throw .botNotRegistered }
        guard !bot.disabled else { throw .botDisabled }
        return bot
    }

    /// Into a personal chat a bot may write when it is installed there, or in a team or chat that the person is in;
    /// never when the person blocked it or removed it.
    private func checkWriting(_ bot: AppID, to handle: Handle, in place: Place) throws(Refusal) {
        guard places.chat(place.id)?.uninstalled != true else {
            throw .writesBlocked.noted(
                "Rule: a bot whose app the person uninstalled may not write to them (Microsoft, Proactive messages).")
        }
        guard !directory.blocks(handle, bot) else {
            switch tenant.blockedCode {
            case .messageWritesBlocked:
                throw .writesBlocked.noted(
                    "Rule: the person blocked the bot (Microsoft, Proactive messages: MessageWritesBlocked).")
            case .conversationBlockedByUser: throw .blockedByUser
            }
        }
        guard installation(of: bot, at: place.id) != nil || shares(bot, with: handle) else {
            throw .writesBlocked.noted(
                "Rule: a bot writes to people who have its app, or who share a team or chat with it "
                    + "(Microsoft, Proactive messages).")
        }
    }

    /// Whether a bot is installed in a team or chat that a person is in.
    func shares(_ bot: AppID, with handle: Handle) -> Bool {
        installations.containsGroup(of: bot) { target in
            switch target {
            case .user: false
            case .chat(let chat): places.chat(chat)?.roster.contains(handle) == true
            case .team(let team, _): places.team(team).map { !$0.deleted && $0.roster.contains(handle) } ?? false
            }
        }
    }

    /// The person that an id in a call of `bot` names: an account id or a directory id. Ids that were made for another
    /// bot are refused.
    func resolve(_ id: String, for bot: AppID) throws(Refusal) -> Handle? {
        if let account = directory.account(id) {
            guard account.bot == nil || account.bot == bot else { throw .foreignID }
            return account.handle
        }
        guard !id.contains("@") else { return nil }
        return directory.handle(named: id)
    }
}

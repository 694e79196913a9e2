extension World {
    /// What a conversation id stands for, also when its team or channel is deleted.
    func place(_ conversation: String) -> Place? {
        let address = ConversationAddress(conversation)
        if let team = teamOfChannel[address.base] {
            return Place(id: address.base, root: address.root, kind: .channel(team: team))
        }
        guard let chat = chats[address.base] else { return nil }
        let kind: Place.Kind =
            switch (chat.kind, chat.bot) {
            case (.personal, let bot?): .personal(bot: bot, handle: chat.roster.handles.first ?? "")
            case (.personal, nil): .direct
            case (.group, _): .group
            case (.meeting, _): .meeting
            }
        return Place(id: address.base, kind: kind)
    }

    func channel(_ id: String) -> Workspace.Channel? {
        guard let team = teamOfChannel[id] else { return nil }
        return teams[team]?.channels.first { $0.id == id }
    }

    /// Whether the conversation is there: neither its team nor its channel is deleted.
    func isOpen(_ place: Place) -> Bool {
        guard let team = place.team else { return true }
        return teams[team]?.deleted == false && channel(place.id)?.deleted == false
    }

    func isArchived(_ place: Place) -> Bool { place.team.flatMap { teams[$0]?.archived } ?? false }

    /// Everybody in a conversation.
    func roster(_ place: Place) -> Roster {
        (place.team.map { teams[$0]?.roster } ?? chats[place.id]?.roster) ?? Roster()
    }

    /// The conversation as it is named to people: a reply's is its thread.
    func conversationName(_ place: Place, root: Int64?) -> String {
        guard place.team != nil, let root else { return place.id }
        return "\(place.id);messageid=\(root)"
    }

    /// The conversation as bots know it: in a channel always a thread.
    func conversationName(_ place: Place, of message: Message) -> String {
        conversationName(place, root: message.root ?? message.number)
    }
}

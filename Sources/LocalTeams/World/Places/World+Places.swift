extension World {
    /// What a conversation id stands for, also when its team or channel is deleted.
    func place(_ conversation: ConversationID) -> Place? { places.place(conversation) }

    /// Whether the conversation is there: neither its team nor its channel is deleted.
    func isOpen(_ place: Place) -> Bool {
        guard let team = place.team else { return true }
        return places.team(team)?.deleted == false && places.channel(place.id)?.deleted == false
    }

    func isArchived(_ place: Place) -> Bool { place.team.flatMap { places.team($0)?.archived } ?? false }

    /// Private channels have webhooks, but no bots.
    func isPrivate(_ place: Place) -> Bool { place.team != nil && places.channel(place.id)?.kind == .private }

    /// Everybody in a conversation.
    func roster(_ place: Place) -> Roster { places.roster(of: place.home) ?? Roster() }

    /// The conversation as it is named to people: a reply's is its thread.
    func conversationName(_ place: Place, root: MessageNumber?) -> ConversationID {
        guard place.team != nil, let root else { return place.id }
        return place.id.thread(root)
    }

    /// The conversation as bots know it: in a channel always a thread.
    func conversationName(_ place: Place, of message: Message) -> ConversationID {
        conversationName(place, root: message.root ?? message.number)
    }
}

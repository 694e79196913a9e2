extension World {
    /// What a conversation id stands for, also when its team or channel is deleted.
    func place(_ conversation: ConversationID) -> Place? { places.place(conversation) }

    /// Whether the conversation is there: neither its team nor its channel is deleted.
    func isOpen(_ place: Place) -> Bool {
        guard let team = place.team else { return true }
        return places.team(team)?.deleted == false && places.channel(place.id)?.deleted == false
    }

    func isArchived(_ place: Place) -> Bool { place.team.flatMap { places.team($0)?.archived } ?? false }

    /// Moderation keeps bots from posting there.
    func isModerated(_ place: Place) -> Bool { place.team != nil && places.channel(place.id)?.moderated == true }

    /// Bots can be in a channel unless it is private; the tenant may let them into those too.
    func letsBotsIn(_ channel: Workspace.Channel) -> Bool { channel.kind != .private || tenant.privateChannels }

    /// Whether no bot is let into the conversation.
    func isClosedToBots(_ place: Place) -> Bool {
        guard place.team != nil, let channel = places.channel(place.id) else { return false }
        return !letsBotsIn(channel)
    }

    /// Everybody in a conversation.
    func roster(_ place: Place) -> Roster {
        guard place.team != nil, let people = places.people(of: place.id) else {
            return places.roster(of: place.home) ?? Roster()
        }
        let own = people.roster ?? places.roster(of: place.home) ?? Roster()
        let guests = people.sharedWith.compactMap { places.team($0) }.filter { !$0.deleted }.map(\.roster)
        return guests.isEmpty ? own : Roster(joining: [own] + guests)
    }

    /// The conversation as it is named to people: a reply's is its thread.
    func conversationName(_ place: Place, root: MessageNumber?) -> ConversationID {
        guard place.hasThreads, let root else { return place.id }
        return place.id.thread(root)
    }

    /// The conversation as bots know it: in a channel always a thread, in a chat only what was written into one.
    func conversationName(_ place: Place, of message: Message) -> ConversationID {
        conversationName(place, root: message.root ?? (place.team == nil ? nil : message.number))
    }
}

internal import JSONKit

// What people do with messages that are there, and what bots hear of it (E12–E16, E43).

extension World {
    mutating func edit(_ id: String, text: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted") }
        try Self.checkSize(of: text)
        guard text.contains(where: { !$0.isWhitespace }) || !message.content.attachments.isEmpty else {
            throw .badRequest("\"text\" is empty; delete the message instead")
        }
        let standing = MentionMarkup.names(in: text)
        change(message.number, in: place) { message in
            message.content.mentions.removeAll {
                !standing.contains($0.name) && !standing.contains(Markup.escapedName($0.name))
            }
            message.content.text = text
            message.edited = true
        }
        tell(.edit, .edited, message.number, in: place)
    }

    /// Soft: the author can undo it.
    mutating func delete(_ id: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted already") }
        remove(message, in: place)
        if let removed = self.message(message.number, in: place) { deliver(.softDelete, of: removed, in: place) }
    }

    mutating func undelete(_ id: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .deleted else { throw .conflict("the message is not deleted") }
        change(message.number, in: place) { $0.state = .present }
        tell(.undelete, .edited, message.number, in: place)
    }

    private mutating func tell(
        _ change: MessageChange, _ kind: StreamEvent.Kind, _ number: MessageNumber, in place: Place
    ) {
        guard let message = message(number, in: place) else { return }
        show(kind, message, in: place)
        deliver(change, of: message, in: place)
    }

    /// Adds or takes away a person's reaction. A person has one for each message: another takes its place.
    mutating func react(
        _ type: String, add: Bool, to id: String, in conversation: ConversationID, as handle: Handle
    ) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        guard message.audience == .everyone else { throw Self.isPrivate }
        guard message.state == .present else { throw .conflict("the message is deleted") }
        try Self.check(type, "type")
        let had = message.reactions.filter { $0.by.contains(handle.rawValue) }.map(\.type)
        guard had.contains(type) != add else { return }
        let gone = add ? had : [type]
        change(message.number, in: place) { message in
            for type in gone { message.react(type, add: false, by: handle.rawValue) }
            if add { message.react(type, add: true, by: handle.rawValue) }
        }
        guard let changed = self.message(message.number, in: place) else { return }
        show(.reactions, changed, in: place)
        for type in gone { deliver(reaction: type, added: false, to: changed, by: handle, in: place) }
        if add { deliver(reaction: type, added: true, to: changed, by: handle, in: place) }
    }

    /// A person has read everything up to a message. How many read receipts went to bots: one when that uncovers
    /// messages of the bot, the bot may know, and the person lets it.
    @discardableResult
    mutating func read(_ conversation: ConversationID, upTo id: String, as handle: Handle) throws(Refusal) -> Int {
        let place = try visit(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        let before = messages.readUpTo(place.id, by: handle) ?? .none
        guard message.number > before else { return 0 }
        messages.markRead(place.id, upTo: message.number, by: handle)
        show(.conversation, to: [handle], conversation: place.id)
        let newest = messages.log(of: place.id)?.newest { other in
            guard other.number <= message.number, case .bot = other.author else { return false }
            return other.state == .present
        }
        guard let newest, newest.number > before else { return 0 }
        return deliverReadReceipt(upTo: message.id, in: place, by: handle) ? 1 : 0
    }

    /// A person types: the others see it. Whether Teams tells bots of it is uncertain: here it does in personal chats,
    /// once the tenant's `typing` is on (E17).
    mutating func type(in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let root = try thread(of: place, for: handle)
        show(
            .typing, to: roster(place).handles.filter { $0 != handle },
            conversation: conversationName(place, root: root),
            details: ["from": .object(view(of: .person(handle)))])
        guard tenant.typing, case .personal(let bot, _) = place.kind, obstacle(for: bot, in: place) == nil else {
            return
        }
        deliver(to: bot, conversation: place.id, readers: .people([handle])) { world, bot, id in
            world.activity("typing", id: id, by: handle, for: bot, in: world.conversation(place), extra: [:])
        }
    }
}

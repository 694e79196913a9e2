internal import JSONKit

extension World {
    /// How long a targeted message can be seen (targeted-messages.md).
    static let targetedLifetime = Duration.seconds(24 * 3600)

    /// Puts a message into a conversation, and shows it to those who may see it.
    mutating func add(
        _ content: MessageContent, to place: Place, root: Int64?, author: Message.Author, audience: Message.Audience
    ) -> Message {
        var expires: Instant?
        if case .person = audience { expires = now + Self.targetedLifetime }
        let message = Message(
            number: messageNumber(), author: author, audience: audience, root: root, sentAt: now, content: content,
            expires: expires)
        logs[place.id, default: MessageLog()].append(message)
        touch(.message(place.id, message.number))
        if let expires {
            timers.add(Timers.Timer(due: expires, conversation: place.id, message: message.number))
        }
        show(.message, message, in: place)
        enter(.visible, message, in: place)
        return message
    }

    /// Changes a message that is there, and remembers that it changed.
    mutating func change(_ number: Int64, in place: Place, _ body: (inout Message) -> Void) {
        logs[place.id]?.change(number, body)
        touch(.message(place.id, number))
    }

    func message(_ number: Int64, in place: Place) -> Message? { logs[place.id]?[number] }

    /// A message by the text of its id.
    func message(_ id: String, in place: Place) -> Message? {
        guard let number = Int64(id), String(number) == id else { return nil }
        return message(number, in: place)
    }

    /// Who sees a message: nobody who has left the conversation.
    func readers(of message: Message, in place: Place) -> [String] {
        let roster = roster(place)
        guard message.audience != .everyone else { return roster.handles }
        guard let reader = message.onlyReader, roster.contains(reader) else { return [] }
        return [reader]
    }

    /// Tells those who see a message what became of it.
    mutating func show(_ kind: StreamEvent.Kind, _ message: Message, in place: Place) {
        show(
            kind, to: readers(of: message, in: place), conversation: conversationName(place, root: message.root),
            message: view(of: message, in: place))
    }

    /// Writes down what became of a bot's message, for whom.
    mutating func enter(_ kind: LedgerEntry.Kind, _ message: Message, in place: Place) {
        guard case .bot(let bot) = message.author else { return }
        enter(
            kind, conversation: conversationName(place, of: message), message: message.id, bot: bot,
            to: readers(of: message, in: place), text: message.content.text)
    }

    /// Takes a message away: a targeted one without a trace, any other with a note that it was deleted.
    mutating func remove(_ message: Message, in place: Place) {
        enter(.removed, message, in: place)
        change(message.number, in: place) { message in
            guard case .person = message.audience else { return message.state = .deleted }
            message.state = .gone
            message.content = MessageContent()
            message.reactions = []
        }
        if let removed = self.message(message.number, in: place) { show(.removed, removed, in: place) }
    }

    /// A targeted message is 24 hours old.
    mutating func expire(_ number: Int64, in conversation: String) {
        guard let place = place(conversation), let message = message(number, in: place), message.state == .present
        else {
            return
        }
        remove(message, in: place)
    }
}

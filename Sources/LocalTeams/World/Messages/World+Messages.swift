internal import JSONKit

extension World {
    /// How long a targeted message can be seen (targeted-messages.md).
    static let targetedLifetime = Duration.seconds(24 * 3600)

    /// Puts a message into a conversation, and shows it to those who may see it.
    mutating func add(
        _ content: MessageContent, to place: Place, root: MessageNumber?, author: Message.Author,
        audience: Message.Audience, streamed: StreamedMessage? = nil
    ) -> Message {
        var expires: Instant?
        var isHidden = false
        if audience != .everyone { expires = now + Self.targetedLifetime }
        if case .person(let handle) = audience { isHidden = !showsTargeted(to: handle) }
        let message = Message(
            conversation: place.id, number: counters.nextMessage(at: now), author: author, audience: audience,
            root: root, sentAt: now, content: content,
            expires: expires, isHidden: isHidden, streamed: streamed)
        messages.append(message)
        show(.message, message, in: place)
        enter(.visible, message, in: place)
        alert(of: message, in: place)
        return message
    }

    /// Whether a person's client shows messages that are for them alone.
    func showsTargeted(to handle: Handle) -> Bool { person(handle)?.oldClient != true }

    /// Why nobody sees a message that was accepted; nil for one that is seen. What the bot learns of it is not
    /// documented (*uncertain*: "notifies your agent"): nothing is sent.
    func hiding(of message: Message) -> String? {
        guard message.isHidden, let reader = message.onlyReader else { return nil }
        return
            "Nobody sees it: the client of \(reader) is too old for targeted messages (Microsoft, Targeted messages)."
    }

    /// Changes a message that is there, and remembers that it changed.
    mutating func change(_ number: MessageNumber, in place: Place, _ body: (inout Message) -> Void) {
        messages.change(number, in: place.id, body)
    }

    func message(_ number: MessageNumber, in place: Place) -> Message? { messages[number, in: place.id] }

    /// A message by the text of its id.
    func message(_ id: String, in place: Place) -> Message? {
        messageNumber(ofID: id).flatMap { message($0, in: place) }
    }

    /// The number that an id writes; nil for what can be no id.
    func messageNumber(ofID id: String) -> MessageNumber? {
        guard let number = MessageNumber(id: id), number <= counters.message else { return nil }
        return number
    }

    /// Who sees a message: nobody who has left the conversation.
    func readers(of message: Message, in place: Place) -> [Handle] {
        let roster = roster(place)
        guard message.audience != .everyone else { return roster.handles }
        guard let reader = message.onlyReader, !message.isHidden, roster.contains(reader) else { return [] }
        return [reader]
    }

    /// As ``readers(of:in:)``, for what is written down.
    func mayRead(_ message: Message, in place: Place) -> Readers {
        message.audience == .everyone ? .roster(roster(place)) : .people(Set(readers(of: message, in: place)))
    }

    /// Tells those who see a message what became of it.
    mutating func show(_ kind: StreamEvent.Kind, _ message: Message, in place: Place) {
        let name = conversationName(place, root: message.root)
        let readers = readers(of: message, in: place)
        // Who sees another card than the rest.
        var apart = Set(message.shown.map(\.person))
        // Who asked in private reads the words of the question above the answer; the others do not.
        if case .person(let handle)? = prompt(of: message, in: place)?.author { apart.insert(handle) }
        show(
            kind, to: readers.filter { !apart.contains($0) }, conversation: name, message: view(of: message, in: place))
        for reader in readers where apart.contains(reader) {
            show(kind, to: [reader], conversation: name, message: view(of: message, in: place, for: reader))
        }
    }

    /// Writes down what became of a bot's message, for whom.
    mutating func enter(_ kind: LedgerEntry.Kind, _ message: Message, in place: Place) {
        let bot: AppID
        switch message.author {
        case .person: return
        case .bot(let appID): bot = appID
        case .webhook: bot = LedgerEntry.webhook
        }
        enter(
            kind, conversation: conversationName(place, of: message), message: message.id, bot: bot,
            to: readers(of: message, in: place), text: message.content.said, note: hiding(of: message))
    }

    /// Takes a message away: a bot's targeted one without a trace, any other with a note that it was deleted.
    mutating func remove(_ message: Message, in place: Place) {
        guard case .person = message.audience else {
            enter(.removed, message, in: place)
            change(message.number, in: place) { $0.state = .deleted }
            if let removed = self.message(message.number, in: place) { show(.removed, removed, in: place) }
            forgetAlerts(of: message)
            return
        }
        erase(message, in: place)
    }

    /// A private message is 24 hours old. One that its author deleted can no longer be brought back.
    mutating func expire(_ number: MessageNumber, in conversation: ConversationID) {
        guard let place = place(conversation), let message = message(number, in: place), message.state != .gone else {
            return
        }
        erase(message, in: place)
    }

    /// The files that a person attached go with their message.
    private mutating func forgetFiles(of message: Message) {
        for id in message.content.attachments.compactMap({ $0["id"]?.stringValue }) {
            files.remove(FileID(rawValue: id))
        }
    }

    /// Nobody sees that the message was there.
    private mutating func erase(_ message: Message, in place: Place) {
        enter(.removed, message, in: place)
        if case .person = message.author { forgetFiles(of: message) }
        change(message.number, in: place) { message in
            message.state = .gone
            message.content = MessageContent()
            message.shown = []
            message.reactions = []
        }
        if let removed = self.message(message.number, in: place) { show(.removed, removed, in: place) }
        forgetAlerts(of: message)
    }
}

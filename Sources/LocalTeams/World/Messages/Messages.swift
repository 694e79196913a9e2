internal import JSONKit

/// The messages of all conversations, and how far people have read them.
struct Messages: Sendable, Equatable {
    /// By conversation, a channel's threads included.
    private var logs: [ConversationID: MessageLog] = [:]
    private var changed = DirtyRows<Key>()
    private var positions = Table<ReadPosition.Place, ReadPosition>(.read)
    private var timers = Timers()
    /// When the streams end that go on.
    private var streamTimers = Timers()
    /// Messages that one person alone may know of, those that are gone too: that person, if it is known who.
    private var secluded: [MessageNumber: Handle?] = [:]

    private struct Key: RecordKey {
        let conversation: ConversationID
        let number: MessageNumber
        var recordKey: String { "\(conversation) \(number)" }
    }

    init() {}

    subscript(number: MessageNumber, in conversation: ConversationID) -> Message? { logs[conversation]?[number] }

    /// All messages of a conversation. Nil when nothing was ever said there.
    func log(of conversation: ConversationID) -> MessageLog? { logs[conversation] }

    /// How far a person has read a conversation.
    func readUpTo(_ conversation: ConversationID, by handle: Handle) -> MessageNumber? {
        positions[ReadPosition.Place(conversation: conversation, handle: handle)]?.upTo
    }

    /// Whether any message is private.
    var holdsSecrets: Bool { !secluded.isEmpty }

    /// Whether a message is one that one person alone may know of.
    func isSecluded(_ number: MessageNumber) -> Bool { secluded[number] != nil }

    /// The one person who may know of a private message, if it is known who.
    func onlyReader(of number: MessageNumber) -> Handle? { secluded[number] ?? nil }

    /// When the next message goes by itself.
    var nextExpiry: Instant? { timers.next?.due }

    /// When the next stream has taken as long as it may.
    var nextStreamEnd: Instant? { streamTimers.next?.due }

    mutating func takeChanges(into records: inout [RecordChange]) {
        changed.take(as: .message, into: &records) { [logs] in logs[$0.conversation]?[$0.number]?.json }
        positions.takeChanges(into: &records)
    }
}

extension Messages {
    /// Adds a message that is newer than all others.
    mutating func append(_ message: Message) {
        insert(message)
        changed.insert(Key(conversation: message.conversation, number: message.number))
        if let expires = message.expires { setTimer(message, at: expires) }
        if message.isStreaming { setStreamTimer(message) }
    }

    /// Changes a message in its place.
    mutating func change(_ number: MessageNumber, in conversation: ConversationID, _ body: (inout Message) -> Void) {
        var hasEnded = false
        logs[conversation]?.change(number) { message in
            let wasStreaming = message.isStreaming
            body(&message)
            hasEnded = wasStreaming && !message.isStreaming
        }
        if hasEnded { streamTimers.remove(number) }
        changed.insert(Key(conversation: conversation, number: number))
    }

    mutating func markRead(_ conversation: ConversationID, upTo number: MessageNumber, by handle: Handle) {
        positions.put(ReadPosition(conversation: conversation, handle: handle, upTo: number))
    }

    /// The next private message that is due at `instant`. It waits no longer.
    mutating func takeExpired(at instant: Instant) -> Timers.Timer? { timers.take(dueAt: instant) }

    /// The next stream that has taken too long at `instant`. It is waited for no longer.
    mutating func takeOverdueStream(at instant: Instant) -> Timers.Timer? { streamTimers.take(dueAt: instant) }

    /// Nothing of these conversations is left.
    mutating func forget(_ conversations: [ConversationID]) {
        for conversation in conversations {
            for message in logs.removeValue(forKey: conversation)?.all ?? [] {
                changed.insert(Key(conversation: conversation, number: message.number))
                secluded[message.number] = nil
            }
        }
        let gone = Set(conversations)
        let read = positions.ids.filter { gone.contains($0.conversation) }
        for position in read.sorted(by: { $0.recordKey < $1.recordKey }) { positions.remove(position) }
        timers.removeAll(in: gone)
        streamTimers.removeAll(in: gone)
    }

    private mutating func insert(_ message: Message) {
        logs[message.conversation, default: MessageLog()].append(message)
        if message.audience != .everyone { secluded[message.number] = .some(message.onlyReader) }
    }

    private mutating func setStreamTimer(_ message: Message) {
        streamTimers.add(
            Timers.Timer(
                due: message.sentAt + World.streamLifetime, conversation: message.conversation, message: message.number)
        )
    }

    private mutating func setTimer(_ message: Message, at due: Instant) {
        timers.add(Timers.Timer(due: due, conversation: message.conversation, message: message.number))
    }
}

extension Messages {
    /// What was stored as these records, each of a message or a position. What was due before `now` has happened.
    /// - Parameters:
    ///   - last: the highest number that a message can have.
    ///   - isPlace: whether there is a conversation with this id.
    init(
        records: some Sequence<Record>, now: Instant, last: MessageNumber, isPlace: (ConversationID) -> Bool
    ) throws(WorldError) {
        self.init()
        var messages: [(message: Message, record: Record)] = []
        for record in records {
            switch record.kind {
            case .message: messages.append((try record.read(Message.self), record))
            case .read: try positions.restore(record)
            default: break
            }
        }
        messages.sort { $0.message.number < $1.message.number }
        var previous: MessageNumber?
        for (message, record) in messages {
            // No two messages share a number, and the next one gets a higher number than all.
            guard previous.map({ $0 < message.number }) ?? true else { throw record.doubled }
            guard message.number <= last, isPlace(message.conversation) else { throw record.damaged }
            previous = message.number
            insert(message)
            if let due = message.expires, due > now { setTimer(message, at: due) }
            if message.isStreaming { setStreamTimer(message) }
        }
    }
}

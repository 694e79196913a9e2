/// Messages that change by themselves, soonest first.
struct Timers: Sendable, Equatable {
    struct Timer: Sendable, Equatable {
        var due: Instant
        var conversation: ConversationID
        var message: MessageNumber
    }

    private var sorted: [Timer] = []

    var next: Timer? { sorted.first }

    mutating func add(_ timer: Timer) {
        let isAfter = { (other: Timer) in (other.due, other.message) > (timer.due, timer.message) }
        // Nearly always the latest of all.
        guard let last = sorted.last, isAfter(last) else { return sorted.append(timer) }
        sorted.insert(timer, at: sorted.firstIndex(where: isAfter) ?? sorted.endIndex)
    }

    /// The next timer that is due at `instant`, and no longer here.
    mutating func take(dueAt instant: Instant) -> Timer? {
        guard let next, next.due <= instant else { return nil }
        return sorted.removeFirst()
    }

    /// Forgets the timer of a message.
    mutating func remove(_ message: MessageNumber) { sorted.removeAll { $0.message == message } }

    /// Forgets what was to happen in these conversations.
    mutating func removeAll(in conversations: Set<ConversationID>) {
        sorted.removeAll { conversations.contains($0.conversation) }
    }
}

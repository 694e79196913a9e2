internal import JSONKit

/// When a meeting is, and who is in it now. Its people are those of its chat.
struct Meeting: Sendable, Hashable {
    var start = Instant(milliseconds: 0)
    var end = Instant(milliseconds: 0)
    /// Who has joined and not left.
    var present: [Handle] = []
    /// Whether it has started and not ended.
    var isRunning = false
    var extras = JSONObject()

    /// How long a meeting is unless it is said.
    static let usualLength = Duration.seconds(3_600)
    /// How long after its end it can still be asked for (Microsoft, Meeting expiration: 60 days).
    static let memory = Duration.seconds(60 * 24 * 3_600)

    init() {}

    /// A meeting at `start`, or now; what ends before it starts is as long as usual.
    init(start: Instant?, end: Instant?, now: Instant) {
        self.start = start ?? now
        self.end = end ?? self.start + Self.usualLength
    }

    func isExpired(at now: Instant) -> Bool { !isRunning && end + Self.memory <= now }
}

extension Meeting: StoredRow {
    static let shape: RowShape<Meeting> = [
        .required("start", \.start), .required("end", \.end), .unless([], "present", \.present),
        .unless(false, "isRunning", \.isRunning),
    ]
}

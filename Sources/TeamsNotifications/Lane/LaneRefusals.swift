/// Whose a 429 is: its conversation's, or its organisation's, of which the service then allows less than it documents.
/// Pure.
///
/// A conversation that had several messages lately is taken at its word. One that had few cannot have used up anything:
/// when that happens in several conversations within a few seconds, it is the organisation that is too fast.
struct LaneRefusals: Sendable {
    enum Cause: Sendable, Hashable {
        case conversation
        case organisation
        /// Nothing can be said yet.
        case unknown
    }
    static let span: Duration = .seconds(5)
    /// So many messages within two seconds, or half a minute, are several.
    static let several = (inTwoSeconds: 3, inHalfAMinute: 20)

    private var few: [(at: Duration, conversation: String)] = []
    private var refused: [Duration] = []
    /// All since the start.
    private(set) var count = 0

    /// - Parameters:
    ///   - lately: how many requests of the conversation were answered within two seconds, and half a minute; this one
    ///     included.
    mutating func refused(
        in conversation: String, lately: (inTwoSeconds: Int, inHalfAMinute: Int), now: Duration
    ) -> Cause {
        count += 1
        refused.removeAll { now - $0 >= .seconds(1) }
        refused.append(now)
        few.removeAll { now - $0.at >= Self.span || $0.conversation == conversation }
        guard lately.inTwoSeconds < Self.several.inTwoSeconds, lately.inHalfAMinute < Self.several.inHalfAMinute
        else { return .conversation }
        few.append((now, conversation))
        return few.count > 1 ? .organisation : .unknown
    }

    /// How many were refused within the last second.
    func lately(now: Duration) -> Int { refused.count { now - $0 < .seconds(1) } }
}

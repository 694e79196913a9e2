/// When the next message of a lane goes, as far as that is the lane's choice. Pure.
///
/// What is soon over goes as fast as the windows let it, in bursts, since its end counts. What takes minutes goes
/// evenly, a message every 20 milliseconds: it ends at the same time but for a hundredth, and whatever is urgent finds
/// a place at once instead of after the rest of a second.
struct LanePattern: Sendable, Hashable {
    /// From so many on it is even.
    static let long = 4000
    /// A little less than a second's share, so that what is late once is made up for.
    static let pace = 0.95

    private(set) var isEven = false
    private var last: Duration?

    /// What waits in the lane became known.
    mutating func waits(_ count: Int) {
        if count > Self.long { isEven = true }
    }

    /// Nothing waits any more.
    mutating func isOver() { isEven = false }

    /// The earliest instant for the next message that is not urgent.
    /// - Parameter perSecond: how many the service is believed to allow.
    func earliest(perSecond: Double) -> Duration {
        guard isEven, let last else { return .zero }
        return last + .seconds(Self.pace / max(perSecond, 1))
    }

    mutating func sent(at now: Duration) { last = now }
}

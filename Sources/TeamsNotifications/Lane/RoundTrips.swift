/// How long the way to the service and back takes at least: so much earlier a place in a window is free again, because
/// the service counted the request before that much before its answer came, or will count the next one that much after
/// it goes. Pure.
///
/// What was measured is never quite the least that is possible, and what was measured while everything went at once is
/// far from it. So nothing is believed before many requests were answered, then nine tenths of the shortest of them
/// all, less what one machine is late by. A service beside this process gets no belief, and needs none. A refusal ends
/// the belief.
/// - SeeAlso: `SlidingWindows`
struct RoundTrips: Sendable, Hashable {
    /// So many are answered before anything is believed: ten seconds of an organisation's whole pace.
    static let sample = 500
    /// What a busy machine may be late by.
    static let lateness = Duration.milliseconds(5)

    private var least = Duration.seconds(3600)
    private var mean = Duration.zero
    private var count = 0
    private var isTrusted = true

    /// What is believed.
    var certain: Duration {
        isTrusted && count >= Self.sample ? max(.zero, least * 0.9 - Self.lateness) : .zero
    }

    /// An answer came after so long.
    mutating func measured(_ duration: Duration) {
        least = min(least, duration)
        mean = count == 0 ? duration : mean + (duration - mean) / 16
        count += 1
    }

    /// So many requests of a lane are under way at once: twice what its pace needs, and a few. More would only wait for
    /// each other, and each takes its place in a window for as long as it waits.
    func room(perSecond: Double) -> Int {
        Self.few + Int(min(2 * perSecond * (mean / .seconds(1)), Double(LaneState.most)))
    }
    static let few = 8

    /// The service refused: something that is believed is not true.
    mutating func distrust() { isTrusted = false }
}

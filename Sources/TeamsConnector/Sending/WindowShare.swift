/// How much of the documented windows a scope really has. Refusals although the windows hold shrink it; it creeps back
/// slowly, and more slowly after each step that was refused again. Pure.
package struct WindowShare: Sendable, Hashable {
    /// Refusals within so long after a cut belong to what was on its way then.
    static let settling: Duration = .seconds(2)
    /// One of fifty.
    static let step = 0.02
    static let shortestPause: Duration = .seconds(10)
    static let longestPause: Duration = .seconds(600)
    static let least = 0.02

    /// From ``least`` to 1.
    package private(set) var value: Double
    private var valueBeforeRise: Double?
    private var pause = shortestPause
    private var lastCut: Duration?
    private var nextRise: Duration

    /// - Parameter now: from when it begins to creep back.
    init(_ value: Double = 1, now: Duration) {
        self.value = min(max(value, Self.least), 1)
        nextRise = now + Self.shortestPause
    }

    /// The service refused although the windows held.
    /// - Parameter accepted: the share that it has just taken, as far as that is known.
    mutating func refused(now: Duration, accepted: Double?) {
        if let lastCut, now - lastCut < Self.settling { return }
        lastCut = now
        if let before = valueBeforeRise {
            value = before
            valueBeforeRise = nil
            pause = min(pause * 2, Self.longestPause)
        } else {
            value = max(min(accepted ?? 0, value - Self.step), value / 2, Self.least)
        }
        nextRise = now + pause
    }

    /// Tries a little more when its time has come.
    mutating func rise(now: Duration) {
        guard value < 1, now >= nextRise else { return }
        valueBeforeRise = value
        value = min(1, value + Self.step)
        nextRise = now + pause
    }

    /// So many of `count`, at least one.
    func part(of count: Int) -> Int { value < 1 ? max(1, Int(Double(count) * value + 1e-6)) : count }
}

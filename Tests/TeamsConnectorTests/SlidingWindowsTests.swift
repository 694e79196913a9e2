import TestSupport
import Testing

@testable import TeamsConnector

/// When the last of `count` operations goes, with answers that take `latency`, one after the other.
private func lastSend(_ count: Int, latency: Duration = .zero) -> Duration {
    var windows = SlidingWindows(PacingScope.Kind.sends.limits)
    var now = Duration.zero
    var last = Duration.zero
    for _ in 0..<count {
        now = windows.earliest(now: now) ?? now
        last = now
        windows.sent()
        now += latency
        windows.answered(now: now)
    }
    return last
}

@Suite("Windows")
struct SlidingWindowsTests {
    @Test(
        "the last of n sends to a conversation goes at the floor of the limits",
        arguments: [
            (1, 0), (7, 0), (8, 1), (9, 2), (60, 14), (61, 30), (100, 39), (500, 244), (1000, 489), (1800, 884),
            (1801, 3600), (2000, 3694),
        ])
    func floors(count: Int, seconds: Int) {
        #expect(lastSend(count) == .seconds(seconds))
    }

    @Test("no window is ever exceeded at the service, wherever between sending and answer it counts")
    func neverExceeded() {
        var generator = SeededGenerator()
        let seed = generator.seed
        var windows = SlidingWindows(PacingScope.Kind.sends.limits)
        var now = Duration.zero
        var arrivals: [Duration] = []
        for _ in 0..<3000 {
            now += .milliseconds(Int.random(in: 0...50, using: &generator))
            now = windows.earliest(now: now) ?? now
            windows.sent()
            let latency = Int.random(in: 0...500, using: &generator)
            arrivals.append(now + .milliseconds(Int.random(in: 0...latency, using: &generator)))
            now += .milliseconds(latency)
            windows.answered(now: now)
        }
        for limit in PacingScope.Kind.sends.limits {
            for index in limit.count..<arrivals.count {
                #expect(arrivals[index] - arrivals[index - limit.count] >= limit.length, "seed \(seed)")
            }
        }
    }

    @Test("operations under way count as if they had just arrived")
    func underWay() {
        var windows = SlidingWindows([SlidingWindows.Limit(count: 2, length: .seconds(1))])
        windows.sent()
        #expect(windows.earliest(now: .zero) == .zero)
        windows.sent()
        #expect(windows.earliest(now: .zero) == nil)
        windows.answered(now: .seconds(5))
        #expect(windows.earliest(now: .seconds(5)) == .seconds(6))
        windows.answered(now: .seconds(5))
        #expect(windows.earliest(now: .seconds(5)) == .seconds(6))
        #expect(windows.earliest(now: .seconds(7)) == .seconds(7))
    }

    @Test("without limits nothing waits")
    func unlimited() {
        var windows = SlidingWindows([])
        for _ in 0..<100 {
            #expect(windows.earliest(now: .zero) == .zero)
            windows.sent()
            windows.answered(now: .zero)
        }
        #expect(windows.idleFrom == .zero)
    }
}

import HTTPKit
import ServiceKit
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

@Suite("What lanes decide by")
struct LaneValueTests {
    @Test("a lane stops at the first refusal, tries at growing distances, and starts with the first answer")
    func stop() {
        var stop = LaneStop()
        stop.failed(.init("no"), now: .seconds(10))
        #expect(stop.nextTry == .seconds(11))
        stop.failed(.init("no"), now: .seconds(10.5))
        #expect(stop.nextTry == .seconds(11))
        var now = Duration.seconds(11)
        var waits: [Duration] = []
        for _ in 0..<6 {
            stop.failed(.init("no"), now: now)
            waits.append(stop.nextTry - now)
            now = stop.nextTry
        }
        #expect(waits == [2, 4, 8, 15, 15, 15].map { .seconds($0) })
        stop.answered()
        #expect(stop.reason == nil)
    }

    @Test("one connection that does not come about stops nothing")
    func unconnected() {
        var stop = LaneStop()
        stop.unconnected(.init("no"), now: .zero)
        #expect(stop.reason == nil)
        stop.answered()
        stop.unconnected(.init("no"), now: .zero)
        #expect(stop.reason == nil)
        stop.unconnected(.init("no"), now: .zero)
        #expect(stop.reason != nil)
    }

    @Test("a refusal is the conversation's when it had several messages, else the organisation's when it is not alone")
    func refusals() {
        var refusals = LaneRefusals()
        let causes = [
            refusals.refused(in: "a", lately: (1, 1), now: .zero),
            refusals.refused(in: "a", lately: (1, 1), now: .seconds(1)),
            refusals.refused(in: "b", lately: (4, 4), now: .seconds(1)),
            refusals.refused(in: "c", lately: (1, 1), now: .seconds(2)),
            refusals.refused(in: "d", lately: (1, 1), now: .seconds(9)),
        ]
        #expect(causes == [.unknown, .unknown, .conversation, .organisation, .unknown])
        #expect(refusals.count == 5)
    }

    @Test("a meter tells the pace of the last ten whole seconds, also after a long rest")
    func meter() {
        var meter = RequestMeter()
        for tenth in 0..<200 { meter.sent(at: .milliseconds(100 * tenth)) }
        var paces = [20, 25, 5000].map { meter.pace(at: .seconds($0)) }
        meter.sent(at: .seconds(5000))
        paces.append(meter.pace(at: .seconds(5001)))
        #expect(paces == [10, 5, 0, 0.1])
    }

    @Test("of the least way nine tenths are believed once many were measured, and nothing after a refusal")
    func ways() {
        var far = RoundTrips()
        for _ in 1..<RoundTrips.sample { far.measured(.milliseconds(100)) }
        #expect(far.certain == .zero, "too few were seen")
        far.measured(.milliseconds(200))
        #expect(far.certain == .milliseconds(85))
        far.measured(.milliseconds(60))
        #expect(far.certain == .milliseconds(49), "what comes sooner counts at once")
        far.distrust()
        far.measured(.milliseconds(100))
        #expect(far.certain == .zero, "a refusal ends the belief")

        var beside = RoundTrips()
        for number in 0..<1_000 { beside.measured(.milliseconds(5 + number % 50 * 4)) }
        #expect(beside.certain == .zero, "a busy machine is no distance")
    }

    @Test("of a lane there are under way what its pace needs twice, and a few")
    func room() {
        var near = RoundTrips()
        #expect(near.room(perSecond: 50) == 8)
        for _ in 0..<200 { near.measured(.milliseconds(4)) }
        #expect(near.room(perSecond: 50) == 8)
        var far = RoundTrips()
        for _ in 0..<200 { far.measured(.milliseconds(300)) }
        #expect(far.room(perSecond: 50) == 38)
        far.measured(.seconds(1_000_000))
        #expect(far.room(perSecond: 50) == 8 + LaneState.most)
    }

    @Test("wake-ups come in the order of their instants")
    func wakeUps() {
        var random = SeededGenerator()
        var wakeUps = WakeUps()
        let instants = (0..<500).map { _ in Duration.milliseconds(Int.random(in: 0..<1000, using: &random)) }
        for (number, instant) in instants.enumerated() { wakeUps.add("\(number)", at: instant) }
        var seen: [Duration] = []
        while let name = wakeUps.removeNext(at: .seconds(2)) { seen.append(instants[Int(name)!]) }
        #expect(seen == instants.sorted(), "seed \(random.seed)")
    }

    @Test("a histogram counts each duration in its bucket")
    func histogram() {
        var histogram = Histogram(Histogram.answers)
        for duration: Duration in [.milliseconds(10), .milliseconds(11), .seconds(31)] { histogram.add(duration) }
        #expect(histogram.counts.first == 1)
        #expect(histogram.counts[1] == 1)
        #expect(histogram.counts.last == 1)
        #expect(histogram.count == 3)
    }

    @Test("news that come while nobody waits are kept, as one")
    func doorbell() async throws {
        try await VirtualTime.run { virtual in
            let bell = WakeBell()
            let time = Stopwatch(virtual.clock)
            bell.ring()
            bell.ring()
            await bell.wait(on: time)
            await bell.wait(until: .seconds(3), on: time)
            #expect(virtual.now == .seconds(3))
            await bell.wait(until: .seconds(1), on: time)
            #expect(virtual.now == .seconds(3))
        }
    }
}

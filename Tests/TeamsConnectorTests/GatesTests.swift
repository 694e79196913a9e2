import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// When requests of a scope were sent and answered.
private struct Trace: Sendable {
    var sent: [Duration] = []
    var answered: [Duration] = []

    /// Whether at no time more were under way or answered within a window than it allows.
    func fits(_ limits: [SlidingWindows.Limit]) -> Bool {
        limits.allSatisfy { limit in
            sent.enumerated().allSatisfy { number, instant in
                // Of all that were sent before this one, those under way and those answered lately.
                let over = answered.count { $0 + limit.length <= instant }
                return number - over < limit.count
            }
        }
    }
}

/// What many requests did.
private final class Record: Sendable {
    private let state = Mutex([PacingScope: Trace]())

    var traces: [PacingScope: Trace] { state.withLock { $0 } }

    func sent(_ lane: Lane, at now: Duration) {
        state.withLock { state in
            for scope in [lane.scope, lane.tenant] { state[scope, default: Trace()].sent.append(now) }
        }
    }
    func answered(_ lane: Lane, at now: Duration) {
        state.withLock { state in
            for scope in [lane.scope, lane.tenant] { state[scope, default: Trace()].answered.append(now) }
        }
    }
}

@Suite("Gates")
struct GatesTests {
    @Test(
        "whoever comes, waits, is sent, fails or gives up: no window is exceeded, and nothing is left behind",
        arguments: 1...4)
    func stress(run: Int) async throws {
        let clock = ManualClock()
        let gates = Gates(isPaced: true, time: Stopwatch(clock))
        let record = Record()
        let seed = SeededGenerator().seed
        try await withoutWaiting(clock) {
            var random = SeededGenerator(seed)
            await withTaskGroup { group in
                for _ in 0..<400 {
                    let conversation = "19:\(Int.random(in: 0..<12, using: &random))"
                    let tenant = TenantID(rawValue: "t\(Int.random(in: 0..<2, using: &random))")
                    let isQuestion = random.chance(4)
                    let lane = Lane(isQuestion ? .roster(conversation) : .sends(conversation), tenant: tenant)
                    let latency = Duration.milliseconds(Int.random(in: 0...300, using: &random))
                    let isWithdrawn = random.chance(10)
                    let isHasty = random.chance(6)
                    let request = Task {
                        await Self.run(lane, latency, isWithdrawn: isWithdrawn, gates, clock, record)
                    }
                    group.addTask { await request.value }
                    if isHasty { request.cancel() }
                }
                await group.waitForAll()
            }
        }
        #expect(gates.waitingCount == 0)
        for (scope, trace) in record.traces {
            #expect(trace.fits(scope.kind.limits), "\(scope), seed \(seed)")
        }
        // Every gate is free again.
        for number in 0..<12 {
            #expect(await gates.enter(.sends("19:\(number)")) == .taken)
            #expect(await gates.enter(.roster("19:\(number)")) == .taken)
        }
        for tenant in ["t0", "t1"] as [TenantID] { #expect(await gates.enter(.tenant(tenant)) == .taken) }
    }

    /// One request, from the gate to its answer.
    private static func run(
        _ lane: Lane, _ latency: Duration, isWithdrawn: Bool, _ gates: Gates, _ clock: ManualClock, _ record: Record
    ) async {
        if lane.isExclusive {
            guard await gates.enter(lane.scope) == .taken else { return }
        }
        defer { if lane.isExclusive { gates.leave(lane.scope) } }
        guard await gates.pass(lane) == .taken else { return }
        if isWithdrawn { return gates.withdrawn(lane) }
        record.sent(lane, at: clock.now.offset)
        try? await clock.sleep(for: latency)
        let now = clock.now.offset
        gates.answered(lane)
        record.answered(lane, at: now)
    }

    @Test("a thousand who give up cost no more each than ten", .timeLimit(.minutes(10)))
    func cancellation() async throws {
        let gates = Gates(isPaced: true, time: Stopwatch(ManualClock()))
        #expect(await gates.enter(.tenant("t")) == .taken)
        let waiters = (0..<1_000).map { _ in Task.immediate { await gates.enter(.tenant("t")) } }
        #expect(gates.waitingCount == 1_000)
        for waiter in waiters.shuffled() { waiter.cancel() }
        for waiter in waiters { #expect(await waiter.value == .cancelled) }
        #expect(gates.waitingCount == 0)
        gates.leave(.tenant("t"))
        #expect(await gates.enter(.tenant("t")) == .taken)
    }
}

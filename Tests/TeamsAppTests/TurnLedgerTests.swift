import TestSupport
import Testing

@testable import TeamsApp

struct TurnLedgerTests {
    private func key(_ id: Int) -> DeliveryKey {
        DeliveryKey(conversation: "c", activity: "\(id)", type: "message", digest: [])
    }

    @Test func whatIsRememberedIsBounded() {
        var ledger = TurnLedger<Int>(limits: .init(capacity: 3))
        for id in 1...5 {
            guard case .run(let turn) = ledger.arrive(key(id), waiter: id, lateAnswer: .ok, at: .zero) else {
                Issue.record("not run")
                return
            }
            #expect(ledger.finish(turn, .ok, at: .zero) == [id])
        }
        guard case .run = ledger.arrive(key(1), waiter: 6, lateAnswer: .ok, at: .zero) else {
            Issue.record("the oldest was not forgotten")
            return
        }
        guard case .answer(7, .ok) = ledger.arrive(key(5), waiter: 7, lateAnswer: .ok, at: .zero) else {
            Issue.record("the newest was forgotten")
            return
        }
    }

    /// Random arrivals, ends and pauses: each waiter is answered exactly once, and no activity runs twice within the
    /// time that it is remembered.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyWaiterIsAnsweredExactlyOnce(_ seed: UInt64) {
        var random = SeededGenerator(seed)
        var ledger = TurnLedger<Int>()
        var now = Duration.zero
        var (waiting, running) = (Set<Int>(), [Int: Int]())
        var lastEnd: [Int: Duration] = [:]
        func answered(_ waiter: Int) {
            #expect(waiting.remove(waiter) != nil, "waiter \(waiter), seed \(seed)")
        }
        for waiter in 1...20_000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                let id = Int.random(in: 0..<50, using: &random)
                waiting.insert(waiter)
                switch ledger.arrive(key(id), waiter: waiter, lateAnswer: .ok, at: now) {
                case .run(let turn):
                    #expect(!running.values.contains(id))
                    if let end = lastEnd[id] { #expect(now - end >= ledger.limits.memory) }
                    running[turn] = id
                case .wait: #expect(running.values.contains(id))
                case .answer(let waiter, _): answered(waiter)  // too many wait for it, or it was answered before
                }
            case 6..<9:
                guard let (turn, id) = running.randomElement(using: &random) else { continue }
                running[turn] = nil
                lastEnd[id] = now
                for waiter in ledger.finish(turn, .ok, at: now) { answered(waiter) }
            default:
                now += .seconds(Int.random(in: 0..<40, using: &random))
                for answer in ledger.due(at: now).answers { answered(answer.waiter) }
                if let next = ledger.nextDeadline { #expect(next > now) }
            }
            #expect(ledger.runningCount == running.count)
        }
        for turn in running.keys { for waiter in ledger.finish(turn, .ok, at: now) { answered(waiter) } }
        #expect(waiting.isEmpty)
    }

    /// What it costs to bring in, ask and end turns while so many others wait.
    @Test func theCostOfATurnDoesNotDependOnHowManyWait() {
        expectLinear("turns", size: 1_000) { count in
            count
        } in: { (count: Int) in
            var ledger = TurnLedger<Int>(limits: .init(turns: 100_000))
            var ids: [Int] = []
            for number in 0..<count {
                let now = Duration.milliseconds(number)
                let arrival = ledger.arrive(key(number), waiter: number, lateAnswer: .ok, at: now)
                if case .run(let id) = arrival { ids.append(id) }
                _ = ledger.nextDeadline
                _ = ledger.due(at: now)
            }
            for (place, id) in ids.enumerated() {
                _ = ledger.finish(id, .ok, at: .milliseconds(count + place))
                _ = ledger.nextDeadline
            }
        }
    }

    @Test func oneTurnThatNeverEndsDoesNotKeepTheDeadlinesOfAllThatDo() {
        var ledger = TurnLedger<Int>()
        _ = ledger.arrive(key(0), waiter: 0, lateAnswer: .ok, at: .zero)
        for number in 1...50_000 {
            let now = Duration.microseconds(number)
            guard case .run(let id) = ledger.arrive(key(number), waiter: number, lateAnswer: .ok, at: now) else {
                Issue.record("not run")
                return
            }
            _ = ledger.finish(id, .ok, at: now)
            #expect(ledger.deadlineCount < 300)
        }
        #expect(ledger.due(at: .seconds(14)).answers.map(\.waiter) == [0])
        #expect(ledger.due(at: .seconds(300)).overdue.count == 1)
        #expect(ledger.nextDeadline == nil)
    }

    @Test func oneActivityPostedWithoutEndHasSoManyWaiters() {
        var ledger = TurnLedger<Int>()
        var busy = 0
        for number in 0..<1_000 {
            if case .answer(_, .busy) = ledger.arrive(key(1), waiter: number, lateAnswer: .ok, at: .zero) { busy += 1 }
        }
        #expect(busy == 1_000 - ledger.limits.waitersOfTurn)
        #expect(ledger.runningCount == 1)
    }
}

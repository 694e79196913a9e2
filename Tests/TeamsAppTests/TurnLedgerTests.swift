import TestSupport
import Testing

@testable import TeamsApp

private typealias Ledger = TurnLedger<Int, Int, Int>

private func key(_ id: Int) -> DeliveryKey {
    DeliveryKey(conversation: "c", activity: "\(id)", type: "message", digest: [])
}

struct TurnLedgerTests {
    @Test func whatIsRememberedIsBounded() throws {
        var ledger = Ledger(limits: .init(capacity: 3))
        for id in 1...5 {
            let turn = try #require(ledger.arrive(key(id), waiter: id, lateAnswer: .ok, at: .zero).run)
            #expect(ledger.finish(turn, .ok, at: .zero).answers.map(\.waiter) == [id])
        }
        #expect(ledger.arrive(key(1), waiter: 6, lateAnswer: .ok, at: .zero).run != nil, "the oldest is forgotten")
        let again = ledger.arrive(key(5), waiter: 7, lateAnswer: .ok, at: .zero)
        #expect(again.run == nil)
        #expect(again.answers.map(\.waiter) == [7], "the newest is not")
    }

    /// Random arrivals, ends and pauses: each waiter is answered exactly once, no activity runs twice within the time
    /// that it is remembered, and each task that takes too long is cancelled once.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyWaiterIsAnsweredExactlyOnce(_ seed: UInt64) {
        var random = SeededGenerator(seed)
        var ledger = Ledger()
        var now = Duration.zero
        var alarm: (number: Int, at: Duration)?
        var waiting: Set<Int> = []
        var running: [Int: (id: Int, since: Duration)] = [:]
        var overdue: Set<Int> = []
        var lastEnd: [Int: Duration] = [:]
        func note(_ actions: Ledger.Actions) {
            for answer in actions.answers {
                #expect(waiting.remove(answer.waiter) != nil, "waiter \(answer.waiter), seed \(seed)")
            }
            for work in actions.overdue {
                #expect(overdue.insert(work).inserted, "turn \(work), seed \(seed)")
                #expect(running[work].map { now - $0.since >= ledger.limits.turn } == true)
            }
            switch actions.alarm {
            case .set(let number, let at): alarm = (number, at)
            case .stop: alarm = nil
            case nil: break
            }
        }
        for waiter in 1...20_000 {
            switch Int.random(in: 0..<11, using: &random) {
            case 0..<6:
                let id = Int.random(in: 0..<50, using: &random)
                waiting.insert(waiter)
                let actions = ledger.arrive(key(id), waiter: waiter, lateAnswer: .ok, at: now)
                note(actions)
                if let turn = actions.run {
                    #expect(!running.values.contains { $0.id == id })
                    if let end = lastEnd[id] { #expect(now - end >= ledger.limits.memory) }
                    running[turn] = (id, now)
                    note(ledger.began(turn, turn))
                } else if actions.answers.isEmpty {
                    #expect(running.values.contains { $0.id == id })
                }
            case 6:
                guard let turn = running.keys.randomElement(using: &random) else { continue }
                note(ledger.answerNow(turn))
            case 7..<10:
                guard let (turn, work) = running.randomElement(using: &random) else { continue }
                note(ledger.finish(turn, .ok, at: now))
                running[turn] = nil
                lastEnd[work.id] = now
            default:
                now += .seconds(Int.random(in: 0..<40, using: &random))
                while let due = alarm, due.at <= now {
                    alarm = nil
                    note(ledger.ring(due.number, at: now))
                }
                if let next = ledger.nextDeadline { #expect(alarm.map { $0.at <= next } == true, "nobody would ring") }
            }
            #expect(ledger.runningCount == running.count)
        }
        for turn in running.keys { note(ledger.finish(turn, .ok, at: now)) }
        #expect(waiting.isEmpty)
    }

    /// What it costs to bring in, ask and end turns while so many others wait.
    @Test func theCostOfATurnDoesNotDependOnHowManyWait() {
        expectLinear("turns", size: 1_000) { count in
            count
        } in: { (count: Int) in
            var ledger = Ledger(limits: .init(turns: 100_000))
            var ids: [Int] = []
            for number in 0..<count {
                let now = Duration.milliseconds(number)
                if let id = ledger.arrive(key(number), waiter: number, lateAnswer: .ok, at: now).run { ids.append(id) }
                _ = ledger.nextDeadline
                _ = ledger.ring(1, at: now)
            }
            for (place, id) in ids.enumerated() {
                _ = ledger.finish(id, .ok, at: .milliseconds(count + place))
                _ = ledger.nextDeadline
            }
        }
    }

    @Test func oneTurnThatNeverEndsDoesNotKeepTheDeadlinesOfAllThatDo() throws {
        var ledger = Ledger()
        let endless = try #require(ledger.arrive(key(0), waiter: 0, lateAnswer: .ok, at: .zero).run)
        _ = ledger.began(endless, 77)
        for number in 1...50_000 {
            let now = Duration.microseconds(number)
            let turn = try #require(ledger.arrive(key(number), waiter: number, lateAnswer: .ok, at: now).run)
            _ = ledger.finish(turn, .ok, at: now)
            #expect(ledger.deadlineCount < 300)
        }
        let late = ledger.ring(1, at: .seconds(14))
        #expect(late.answers.map(\.waiter) == [0])
        #expect(late.alarm == .set(number: 2, at: .seconds(300)))
        let overdue = ledger.ring(2, at: .seconds(300))
        #expect(overdue.overdue == [77])
        #expect(overdue.alarm == nil)
        #expect(ledger.nextDeadline == nil)
    }

    @Test func oneActivityPostedWithoutEndHasSoManyWaiters() {
        var ledger = Ledger()
        var busy = 0
        for number in 0..<1_000 {
            let actions = ledger.arrive(key(1), waiter: number, lateAnswer: .ok, at: .zero)
            if actions.answers.first?.response == .busy { busy += 1 }
        }
        #expect(busy == 1_000 - ledger.limits.waitersOfTurn)
        #expect(ledger.runningCount == 1)
    }
}

/// Alarms, drains and cancellation, as a table of what happens and what is to be done.
struct TurnLedgerCourseTests {
    enum Step: Sendable {
        /// A request comes, with an activity of that id; the request is its own number, from 1.
        case arrive(Int)
        /// The task of the turn that was run so many-th is known; the task has the turn's number.
        case began(Int)
        case finish(Int)
        /// So many seconds pass, and the alarm rings if it is due.
        case pass(Int)
        /// An alarm of that number rings.
        case ring(Int)
        case close(Int)
        case abandon
    }

    private static let courses: [(name: String, steps: [(Step, String)])] = [
        (
            "an answer is due after 14 seconds, the end after 300",
            [
                (.arrive(1), "run 1, alarm at 14"), (.began(1), ""), (.pass(13), ""),
                (.pass(1), "answer 1 with 200, alarm at 300"), (.pass(286), "overdue 1"),
                (.finish(1), ""),
            ]
        ),
        (
            "a turn that is ready is answered at once, and its alarm rings for nothing",
            [(.arrive(1), "run 1, alarm at 14"), (.began(1), ""), (.finish(1), "answer 1 with 200"), (.pass(14), "")]
        ),
        (
            "one alarm is enough for all that come while it is set",
            [
                (.arrive(1), "run 1, alarm at 14"), (.pass(4), ""), (.arrive(2), "run 2"),
                (.pass(10), "answer 1 with 200, alarm at 18"),
                (.pass(4), "answer 2 with 200, alarm at 300"),
            ]
        ),
        (
            "the same activity waits for the turn that runs, and is answered with it",
            [
                (.arrive(1), "run 1, alarm at 14"), (.arrive(1), ""),
                (.finish(1), "answer 1 with 200, answer 2 with 200"),
                (.arrive(1), "answer 3 with 200"),
            ]
        ),
        (
            "an alarm that counts no more changes nothing",
            [
                (.arrive(1), "run 1, alarm at 14"), (.pass(14), "answer 1 with 200, alarm at 300"), (.ring(1), ""),
                (.ring(7), ""),
            ]
        ),
        (
            "a task that is known only after its deadline is cancelled then",
            [
                (.arrive(1), "run 1, alarm at 14"), (.pass(14), "answer 1 with 200, alarm at 300"), (.pass(286), ""),
                (.began(1), "overdue 1"),
            ]
        ),
        (
            "a task that is known only after its turn's end is nobody's business",
            [(.arrive(1), "run 1, alarm at 14"), (.finish(1), "answer 1 with 200"), (.began(1), "")]
        ),
        (
            "who closes an idle bot waits for nothing",
            [(.close(1), "drained 1"), (.arrive(1), "answer 1 with 503"), (.close(2), "drained 2")]
        ),
        (
            "who closes a busy one waits for the last turn, and then no alarm is left",
            [
                (.arrive(1), "run 1, alarm at 14"), (.arrive(2), "run 2"), (.close(1), ""), (.close(2), ""),
                (.arrive(3), "answer 3 with 503"), (.finish(2), "answer 2 with 200"),
                (.finish(1), "answer 1 with 200, drained 1, drained 2, no alarm"),
            ]
        ),
        (
            "while it drains, answers and ends come in time",
            [
                (.arrive(1), "run 1, alarm at 14"), (.began(1), ""), (.close(1), ""),
                (.pass(14), "answer 1 with 200, alarm at 300"), (.pass(286), "overdue 1"), (.finish(1), "drained 1"),
            ]
        ),
        (
            "when nobody waits for the drain any more, all tasks are cancelled, those of turns that just begin too",
            [
                (.arrive(1), "run 1, alarm at 14"), (.began(1), ""), (.arrive(2), "run 2"), (.close(1), ""),
                (.abandon, "abandoned 1, drained 1, no alarm"), (.began(2), "abandoned 2"),
                (.finish(2), "answer 2 with 200"), (.finish(1), "answer 1 with 200"), (.close(2), "drained 2"),
            ]
        ),
        (
            "abandoned before it was closed",
            [
                (.arrive(1), "run 1, alarm at 14"), (.began(1), ""), (.abandon, "abandoned 1, no alarm"),
                (.close(1), "drained 1"), (.arrive(2), "answer 2 with 503"),
            ]
        ),
    ]

    @Test(arguments: courses.indices)
    func course(_ index: Int) {
        var ledger = Ledger()
        var now = Duration.zero
        var alarm: (number: Int, at: Duration)?
        var turns: [Int] = []
        var requests = 0
        for (place, (step, expected)) in Self.courses[index].steps.enumerated() {
            var actions = Ledger.Actions()
            switch step {
            case .arrive(let id):
                requests += 1
                actions = ledger.arrive(key(id), waiter: requests, lateAnswer: .ok, at: now)
                if let turn = actions.run { turns.append(turn) }
            case .began(let number): actions = ledger.began(turns[number - 1], number)
            case .finish(let number): actions = ledger.finish(turns[number - 1], .ok, at: now)
            case .pass(let seconds):
                now += .seconds(seconds)
                if let due = alarm, due.at <= now { actions = ledger.ring(due.number, at: now) }
            case .ring(let number): actions = ledger.ring(number, at: now)
            case .close(let drain): actions = ledger.close(drain)
            case .abandon: actions = ledger.abandon()
            }
            if case .set(let number, let at) = actions.alarm { alarm = (number, at) }
            if case .stop = actions.alarm { alarm = nil }
            #expect(describe(actions, turns) == expected, "\(Self.courses[index].name), step \(place)")
        }
    }

    private func describe(_ actions: Ledger.Actions, _ turns: [Int]) -> String {
        var parts: [String] = []
        if let run = actions.run { parts.append("run \((turns.firstIndex(of: run) ?? -1) + 1)") }
        parts += actions.answers.map { "answer \($0.waiter) with \($0.response.status)" }
        parts += actions.overdue.map { "overdue \($0)" }
        parts += actions.abandoned.sorted().map { "abandoned \($0)" }
        parts += actions.drained.map { "drained \($0)" }
        switch actions.alarm {
        case .set(_, let at): parts.append("alarm at \(at.components.seconds)")
        case .stop: parts.append("no alarm")
        case nil: break
        }
        return parts.joined(separator: ", ")
    }
}

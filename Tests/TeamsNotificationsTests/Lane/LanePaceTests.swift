import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

/// How long a request, or its answer, is under way, in milliseconds.
private struct Way: Sendable, CustomTestStringConvertible {
    let shortest: Int
    let longest: Int
    var testDescription: String { "\(shortest)–\(longest) ms" }

    func random() -> @Sendable () -> Duration {
        let random = Mutex(SeededGenerator(7))
        return { random.withLock { .milliseconds(Int.random(in: shortest...longest, using: &$0)) } }
    }
}

@Suite("The pace of a lane", .timeLimit(.minutes(10)))
struct LanePaceTests {
    @Test(
        "a broadcast takes the floor, no window is exceeded, and nothing is refused",
        arguments: [
            (1000, Way(shortest: 0, longest: 0)), (1000, Way(shortest: 2, longest: 3)),
            (2500, Way(shortest: 20, longest: 30)),
        ])
    private func floor(count: Int, way: Way) async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: way.random()))
            rig.store.plan("n", to: people(count))
            try await rig.run { await rig.finish() }
            #expect(rig.store.count(.delivered) == count)
            #expect(rig.teams.log.count == count)
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.organisation))
            let floor = Double((count - 1) / 50)
            // Of a way that is not believed yet, each place in a window waits for the answer.
            let allowed = way.shortest < 10 ? 1.02 : 1.03
            #expect(rig.teams.span / .seconds(1) <= floor * allowed, "\(rig.teams.span)")
        }
    }

    @Test("a slow way costs its own part of a second, and no refusal", arguments: [Way(shortest: 20, longest: 120)])
    private func slow(way: Way) async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: way.random()))
            rig.store.plan("n", to: people(1000))
            try await rig.run { await rig.finish() }
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.organisation))
            // Twice the longest way, since nobody knows where on it the service counts.
            #expect(rig.teams.span / .seconds(1) <= 19 * 1.25, "\(rig.teams.span)")
        }
    }

    @Test("what is long goes evenly: something urgent gets through at once, and the broadcast is not later for it")
    func urgent() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(5000))
            try await rig.run {
                for number in 0..<20 {
                    await rig.pass(.milliseconds(3000 + 137 * number))
                    let id = NotificationID(rawValue: "urgent\(number)")
                    let due = virtual.clock.wallClock(startingAt: .start).now
                    rig.store.plan(id, to: [ConversationID(rawValue: "a:u\(number)")], dueAt: due) {
                        $0.priority = .urgent
                    }
                    rig.dispatcher.wake("T")
                }
                await rig.finish()
            }
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.organisation))
            let late = rig.store.deliveries().filter { $0.notification.rawValue.hasPrefix("urgent") }
                .compactMap { $0.attempts.first?.at.timeIntervalSince($0.dueAt) }
            #expect(late.count == 20)
            #expect(late.max() ?? 9 <= 0.25, "\(late)")
            #expect(rig.teams.span / .seconds(1) <= Double(5019 / 50) * 1.02, "\(rig.teams.span)")
        }
    }

    @Test("a service that allows half of what it documents is found out, at a tenth over its own floor")
    func half() async throws {
        try await VirtualTime.run { virtual in
            let teams = FakeTeams(virtual.clock, organisation: FakeTeams.Limit.half(FakeTeams.Limit.organisation))
            let rig = Rig(virtual, teams: teams)
            rig.store.plan("n", to: people(3000))
            try await rig.run { await rig.finish() }
            #expect(rig.store.count(.delivered) == 3000)
            #expect(teams.refused <= 60, "\(teams.refused)")
            #expect(teams.span / .seconds(1) <= 119 * 1.10, "\(teams.span)")
        }
    }

    @Test("a conversation gets its messages in order and at its own floor")
    func conversation() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: { .milliseconds(1) }))
            for number in 0..<100 {
                // Cards are not joined.
                rig.store.plan(NotificationID(rawValue: "n\(number)"), to: ["19:busy"]) { $0.isText = false }
            }
            try await rig.run { await rig.finish() }
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.conversation))
            #expect(rig.teams.taken.map(\.text) == (0..<100).map { "n\($0) v1" })
            #expect(rig.teams.span / .seconds(1) <= 39 * 1.02, "\(rig.teams.span)")
        }
    }

    @Test("a throttled conversation waits alone, as long as it was asked to")
    func throttled() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(500))
            let isOver = Mutex(false)
            rig.teams.answer { request in
                guard request.conversation == "a:7",
                    isOver.withLock({ was in
                        defer { was = true }
                        return !was
                    })
                else {
                    return nil
                }
                return .status(429, ["error": ["code": "Throttled"]], ["Retry-After": "40"])
            }
            try await rig.run { await rig.finish() }
            let slow = rig.teams.log.filter { $0.conversation == "a:7" }
            #expect(slow.count == 2)
            #expect(slow[1].at - slow[0].at >= .seconds(40))
            let others = rig.teams.log.filter { $0.conversation != "a:7" }
            #expect(others.map(\.at).max() ?? .zero <= .seconds(10))
            let attempts = rig.store.deliveries()[7].attempts
            #expect(attempts.map(\.status) == [429, 201])
            #expect(attempts[1].waited >= 40)
        }
    }

    @Test("the app's own sends go first and count in the same windows")
    func app() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(1500))
            let waits = Mutex<[Duration]>([])
            try await rig.run {
                for number in 0..<30 {
                    await rig.pass(.milliseconds(400 + number))
                    let before = virtual.now
                    _ = try await rig.app.send(
                        "Hello", to: .testing(ConversationID(rawValue: "19:app\(number)"), in: "t"))
                    let after = virtual.now
                    waits.withLock { $0.append(after - before) }
                }
                await rig.finish()
            }
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.organisation))
            #expect(rig.store.count(.delivered) == 1500)
            #expect(waits.withLock { $0.max() } ?? .seconds(9) <= .milliseconds(1100))
        }
    }

    @Test("a second life of the engine sends nothing twice, keeps the windows, and names what it does not know")
    func killed() async throws {
        try await VirtualTime.run { virtual in
            let store = StoreDouble()
            let teams = FakeTeams(virtual.clock, way: { .milliseconds(15) })
            store.plan("n", to: people(600) + Array(repeating: ConversationID(rawValue: "19:busy"), count: 20))
            var random = SeededGenerator(11)
            var lives = 0
            var mostOnTheWire = 0
            while lives < 12 {
                lives += 1
                let life = StoreDouble(store.ledger)
                let rig = Rig(virtual, store: life, teams: teams)
                let running = Task(executorPreference: virtual) { await rig.dispatcher.run() }
                if lives == 12 {
                    await rig.finish()
                    rig.dispatcher.beginShutdown()
                } else {
                    await rig.pass(.milliseconds(Int.random(in: 500...2500, using: &random)))
                    // Whoever is killed writes nothing any more, and hears of no answer.
                    mostOnTheWire += store.count(.sending)
                    life.die()
                    running.cancel()
                }
                await running.value
            }
            #expect(teams.refused == 0)
            #expect(teams.taken.fit(FakeTeams.Limit.organisation))
            #expect(teams.taken.filter { $0.conversation == "19:busy" }.fit(FakeTeams.Limit.conversation))
            let unknown = store.deliveries().filter { $0.state == .unknown }
            #expect(store.count(.delivered) + unknown.count == 620)
            #expect(unknown.count <= mostOnTheWire)
            let seen = Dictionary(grouping: teams.log, by: \.conversation).mapValues(\.count)
            for number in 0..<600 { #expect(seen["a:\(number)", default: 0] <= 1) }
            #expect(teams.log.count <= 620)
        }
    }
}

import Foundation
import JSONKit
import ServiceKit
import TeamsModels
import TeamsNotifications
import Testing

/// How much of everything: the whole in `make soak`.
let isSoak = ProcessInfo.processInfo.environment["NOTIFICATIONS_SOAK"] == "1"

@Suite(
    "A broadcast on one clock with the service", .timeLimit(.minutes(isSoak ? 120 : 5)))
struct PaceTogetherTests {
    /// What is allowed over the floor.
    static let allowance = 1.02

    @Test(
        "ends at the floor, is never refused, and reaches each exactly once",
        arguments: isSoak ? [1_000, 45_000, 300_000] : [1_000])
    func floor(people: Int) async throws {
        try await Roadstead.with(people) { road in
            let id = try await road.notifications.notify(.everyone, .text("The tide turns at 14:10."))
            _ = try await road.end(of: id)
            try await road.expectAtFloor(people)
            try await road.expectSameLedger(id, delivered: people)
        }
    }

    @Test("with a way of 20 to 40 ms too", arguments: [600])
    func spread(people: Int) async throws {
        let chance = Chance()
        try await Roadstead.with(
            people, latency: { chance.milliseconds(10...20) }
        ) { road in
            let id = try await road.notifications.notify(.everyone, .text("The tide turns at 14:10."))
            _ = try await road.end(of: id)
            // A place is taken from the sending to the answer and a second: up to 40 ms more.
            try await road.expectAtFloor(people, allowance: 1.05)
            try await road.expectSameLedger(id, delivered: people)
        }
    }

    @Test("killed in the middle, and again: still never refused, and the ledger names what nobody knows")
    func killed() async throws {
        let people = isSoak ? 15_000 : 900
        let chance = Chance()
        try await Roadstead.with(
            people, latency: { chance.milliseconds(10...20) }
        ) { road in
            let id = try await road.notifications.notify(.everyone, .text("The quay is closed."))
            for _ in 0..<3 {
                try await road.pass(chance.milliseconds(500...4_000))
                try await road.killAndRestart()
            }
            _ = try await road.end(of: id)
            #expect(road.strait.crossings.count { $0.status == 429 } == 0)
            let ledger = try await road.ledger(of: id)
            let visible = Dictionary(grouping: try await road.visible(), by: \.conversation)
            #expect(ledger.count == people)
            for delivery in ledger {
                let there = visible[delivery.target.conversation?.rawValue ?? ""] ?? []
                #expect(delivery.state == .delivered || delivery.state == .unknown)
                #expect(there.count <= 1)
                if delivery.state == .delivered { #expect(there.map(\.message) == [delivery.activityID?.rawValue]) }
            }
            #expect(ledger.count { $0.state == .unknown } <= 3 * 50)
        }
    }

    @Test("an urgent message waits a quarter of a second at most, and the broadcast ends in time all the same")
    func urgent() async throws {
        let people = isSoak ? 45_000 : 4_500
        try await Roadstead.with(people) { road in
            let id = try await road.notifications.notify(
                .everyone, .text("The monthly letter."), priority: .bulk)
            try await road.pass(.seconds(2))
            var waits: [Duration] = []
            for number in 0..<(isSoak ? 300 : 40) {
                try await road.pass(.milliseconds(997))
                let asked = road.clock.now.offset
                let person = road.residents[number * 37 % people]
                let text = "Leave the quay: \(number)"
                let urgent = try await road.notifications.notify(
                    .users([person.user]), .text(text), priority: .urgent)
                _ = try await road.end(of: urgent)
                let sent = try #require(try await road.ledger(of: urgent).first?.attempts.last?.at)
                waits.append(.seconds(sent.timeIntervalSince1970) - asked)
            }
            let worst = waits.sorted()[waits.count * 99 / 100]
            #expect(worst <= .milliseconds(250), "\(waits.sorted().suffix(5))")
            _ = try await road.end(of: id)
            try await road.expectAtFloor(people + waits.count)
        }
    }

    @Test("half the documented limits: within a tenth of their floor, with few refusals")
    func halfLimits() async throws {
        let people = isSoak ? 15_000 : 1_500
        try await Roadstead.with(people) { road in
            try await road.gesture(
                "PATCH", "limits", ["perTenant": [["count": 25, "seconds": 1]], "perConversation": "documented"])
            let id = try await road.notifications.notify(.everyone, .text("Slow water."))
            _ = try await road.end(of: id)
            let sends = road.strait.crossings
            let refused = sends.count { $0.status == 429 }
            let floor = Double((people - 1) / 25)
            let took = (sends.last!.arrivedAt - sends.first!.arrivedAt) / .seconds(1)
            #expect(took <= floor * 1.10, "\(took) s, \(refused) refused")
            #expect(refused <= people / 20)
            try await road.expectSameLedger(id, delivered: people)
        }
    }
}

extension Roadstead {
    /// From the first request to the last it took no longer than the limits ask for, and none was refused.
    func expectAtFloor(_ people: Int, allowance: Double = PaceTogetherTests.allowance) async throws {
        let sends = strait.crossings
        #expect(sends.count == people)
        #expect(sends.allSatisfy { $0.status == 201 })
        let times = sends.map(\.arrivedAt).sorted()
        let took = try #require(times.last) - (times.first ?? .zero)
        let floor = Duration.seconds((people - 1) / 50)
        #expect(took >= floor)
        #expect(took <= floor * allowance, "\(took) for a floor of \(floor)")
        for (first, later) in zip(times, times.dropFirst(50)) where later - first < .seconds(1) {
            Issue.record("51 requests within \(later - first)")
            break
        }
    }

    /// Every delivery is what the service says, record for record.
    func expectSameLedger(_ id: NotificationID, delivered: Int) async throws {
        let ledger = try await ledger(of: id)
        #expect(ledger.count { $0.state == .delivered } == delivered)
        let ours = Set(ledger.map { "\($0.target.conversation?.rawValue ?? "") \($0.activityID?.rawValue ?? "")" })
        let visible = try await visible()
        #expect(ours == Set(visible.map { "\($0.conversation) \($0.message)" }))
        #expect(visible.count == delivered)
    }
}

import Foundation
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TeamsNotifications
import Testing

@Suite(
    "What people and operators decide while a broadcast goes out", .timeLimit(.minutes(isSoak ? 60 : 5)))
struct ChoiceTogetherTests {
    /// A way of a few milliseconds, so that requests are on it when something is decided.
    private static func way(_ chance: Chance) -> Strait.Latency { { chance.milliseconds(5...60) } }

    @Test("who opted out gets nothing from the acknowledgement on")
    func optingOut() async throws {
        let chance = Chance()
        let rounds = isSoak ? 200 : 8
        try await Roadstead.with(100, latency: Self.way(chance)) { road in
            for round in 0..<rounds {
                let category = "tides\(round)"
                let before = road.strait.crossings.count
                let id = try await road.notifications.notify(.everyone, about: category, .text("Tide \(round)"))
                let leaving = chance.some(50, of: road.residents)
                let acknowledged = Acknowledgements()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for person in leaving {
                        let after = chance.milliseconds(0...2_500)
                        group.addTask {
                            try await road.pass(after)
                            try await road.notifications.setOptedOut(person.user, [category])
                            acknowledged.note(person, road.clock.now.offset)
                        }
                    }
                    try await group.waitForAll()
                }
                _ = try await road.end(of: id)
                let arrivals = road.strait.crossings.dropFirst(before).filter { $0.method == "POST" }
                for (chat, at) in acknowledged.times {
                    let late = arrivals.filter { $0.conversation == chat && $0.arrivedAt > at }
                    #expect(late.isEmpty, "round \(round), seed \(chance.seed): \(chat) at \(at)")
                }
                let ledger = try await road.ledger(of: id)
                #expect(ledger.count == 100)
                #expect(ledger.allSatisfy { $0.state == .delivered || $0.code == .optedOut })
                #expect(ledger.count { $0.state == .delivered } == arrivals.count)
            }
        }
    }

    @Test("pauses at random moments: all get it, nobody twice, and nothing arrives in between")
    func pauses() async throws {
        let chance = Chance()
        try await Roadstead.with(isSoak ? 6_000 : 600, latency: Self.way(chance)) { road in
            let id = try await road.notifications.notify(.everyone, .text("Stop and go."))
            for _ in 0..<(isSoak ? 100 : 10) {
                try await road.pass(chance.milliseconds(1...1_100))
                guard (try? await road.notifications.pause(id)) != nil else { break }
                // What was on the wire arrives.
                try await road.pass(.milliseconds(200))
                let before = road.strait.crossings.count
                try await road.pass(.seconds(5))
                #expect(road.strait.crossings.count == before)
                try await road.notifications.resume(id)
            }
            let status = try await road.end(of: id)
            #expect(status.counts.delivered == road.residents.count)
            #expect(road.strait.crossings.count == road.residents.count)
            let shown = try await road.visible()
            #expect(Set(shown.map(\.conversation)).count == road.residents.count)
        }
    }

    @Test("after cancel has returned nothing arrives", arguments: [0, 10, 500, 1_010, 2_345])
    func cancelling(after milliseconds: Int) async throws {
        let chance = Chance()
        try await Roadstead.with(300, latency: Self.way(chance)) { road in
            let id = try await road.notifications.notify(.everyone, .text("Never mind."))
            try await road.pass(.milliseconds(milliseconds))
            try await road.notifications.cancel(id)
            let before = try await road.visible().count
            let status = try await road.notifications.status(of: id)
            #expect(status.state == .cancelled)
            #expect(status.counts.delivered == before)
            #expect(status.counts.sending == 0)
            try await road.pass(.seconds(30))
            #expect(try await road.visible().count == before)
        }
    }

    @Test("edited while it goes out: everybody sees the last version, once; then recalled: nobody sees it")
    func editing() async throws {
        let chance = Chance()
        try await Roadstead.with(isSoak ? 45_000 : 400, latency: Self.way(chance)) { road in
            let id = try await road.notifications.notify(.everyone, .text("first"))
            try await road.pass(chance.milliseconds(100...5_000))
            try await road.notifications.update(id, .text("second"))
            _ = try await road.end(of: id)
            var shown = try await road.standing()
            #expect(shown.count == road.residents.count)
            #expect(shown.values.allSatisfy { $0 == ["second"] })
            try await road.notifications.recall(id)
            _ = try await road.end(of: id)
            shown = try await road.standing()
            #expect(shown.values.allSatisfy { $0.isEmpty })
            #expect(road.strait.crossings.count { $0.status == 429 } == 0)
        }
    }

    @Test("a clock that is set back sends nothing twice")
    func clockSetBack() async throws {
        try await Roadstead.with(20) { road in
            try await road.pass(.seconds(2_000))  // no token ends meanwhile
            let now = road.wallClock.now
            let once = try await road.notifications.notify(
                .everyone, .text("once"), at: .at(now.addingTimeInterval(60)))
            try await road.pass(.seconds(120))
            #expect(try await road.visible().count == 20)
            road.setBack(by: 1_800)
            try await road.killAndRestart()
            try await road.pass(.seconds(3_700))
            #expect(try await road.notifications.status(of: once).state == .done)
            #expect(try await road.visible().count == 20)
            // And what comes after is not held up for the half hour.
            _ = try await road.end(of: try await road.notifications.notify(.everyone, .text("next")))
            #expect(try await road.visible().count == 40)
        }
    }

    @Test("two thousand texts for one conversation are there within a minute of the last, at most 60 in 30 seconds")
    func burst() async throws {
        let count = isSoak ? 2_000 : 300
        try await Roadstead.with(1) { road in
            let place = road.residents[0].chat
            var ids: [NotificationID] = []
            for number in 0..<count {
                ids.append(try await road.notifications.notify(.conversations([place]), .text("event \(number);")))
                try await road.pass(.milliseconds(60_000 / count))
            }
            let last = road.clock.now.offset
            for id in ids { _ = try await road.end(of: id) }
            #expect(road.clock.now.offset - last <= .seconds(60))
            let arrivals = road.strait.crossings.map(\.arrivedAt)
            for (limit, window) in [(7, 1), (8, 2), (60, 30), (1_800, 3_600)] {
                let isHeld = zip(arrivals, arrivals.dropFirst(limit)).allSatisfy { $1 - $0 >= .seconds(window) }
                #expect(isHeld, "\(limit) in \(window) s")
            }
            let texts = try await road.visible().map(\.text).joined(separator: "\n")
            for number in 0..<count { #expect(texts.contains("event \(number);")) }
            let messages = Set(try await road.visible().map(\.message))
            for id in ids {
                let delivery = try #require(try await road.ledger(of: id).first)
                #expect(delivery.state == .delivered && messages.contains(delivery.activityID?.rawValue ?? ""))
            }
        }
    }
}

/// When the engine said that somebody gets nothing from now on, by their chats.
private final class Acknowledgements: Sendable {
    private let noted = Mutex<[String: Duration]>([:])
    var times: [String: Duration] { noted.withLock { $0 } }
    func note(_ person: Resident, _ at: Duration) { noted.withLock { $0[person.chat.rawValue] = at } }
}

extension Roadstead {
    /// What people see in the end, by conversation.
    func standing() async throws -> [String: [String]] {
        var shown: [String: [String: String]] = [:]
        for entry in try await gesture("GET", "ledger").arrayValue ?? [] {
            let place = entry["conversation"]?.stringValue ?? ""
            let message = entry["message"]?.stringValue ?? ""
            switch entry["kind"]?.stringValue {
            case "visible", "edited": shown[place, default: [:]][message] = entry["text"]?.stringValue ?? ""
            case "removed": shown[place, default: [:]][message] = nil
            default: break
            }
        }
        return shown.mapValues { $0.values.sorted() }
    }
}

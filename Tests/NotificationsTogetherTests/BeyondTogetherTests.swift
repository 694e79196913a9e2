import Foundation
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsNotifications

@Suite("Webhooks and activity feeds, on one clock with the service", .timeLimit(.minutes(5)))
struct BeyondTogetherTests {
    private static let card: NotificationContent = .card(
        ["type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "Gale", "wrap": true]]])
        .summarized("Gale")

    // MARK: Webhooks

    @Test("a text and a card arrive, and the ledger names the webhook without its address", arguments: ["incoming"])
    func posts(kind: String) async throws {
        try await Roadstead.with(1) { road in
            let hook = try await road.makeWebhook(kind)
            let text = try await road.notifications.notify(.webhook(hook), .text("High water"))
            let both = try await road.notifications.notify(.webhook(hook) || .everyone, Self.card)
            _ = try await road.end(of: text)
            _ = try await road.end(of: both)
            let delivery = try #require(try await road.ledger(of: text).first)
            #expect(delivery.state == .delivered)
            #expect(delivery.attempts.map(\.status) == [200])
            #expect(delivery.target.conversation?.rawValue.hasPrefix("webhook:localhost#") == true)
            #expect(!"\(delivery)".contains(hook.suffix(20)))
            #expect(try await road.ledger(of: both).map(\.state) == [.delivered, .delivered])
            #expect(try await road.visible().count == 3)
            // It stays there.
            let error = await #expect(throws: NotificationError.self) { try await road.notifications.recall(text) }
            #expect(error?.code == .wrongState)
            _ = try await road.notifications.recall(both)
        }
    }

    @Test("a 429 inside of a 200 is no success: it is tried again, and in the end it failed", arguments: [2, 0])
    func throttledInside(times: Int) async throws {
        try await Roadstead.with(1) { road in
            let hook = try await road.makeWebhook()
            try await road.gesture(
                "POST", "faults", ["operation": "webhook", "status": 429, "times": .number(JSONNumber(times))])
            let id = try await road.notifications.notify(.webhook(hook), .text("High water"))
            let status = try await road.end(of: id)
            #expect(road.strait.crossings.allSatisfy { $0.status == 200 })
            let delivery = try #require(try await road.ledger(of: id).first)
            if times == 0 {
                #expect(status.counts.failed == 1)
                #expect(delivery.code == "throttled")
                #expect(delivery.attempts.map(\.status) == [429, 429, 429, 429])
            } else {
                #expect(delivery.state == .delivered)
                #expect(delivery.attempts.map(\.status) == [429, 429, 200])
            }
            #expect(try await road.visible().count == status.counts.delivered)
        }
    }

    @Test("no window of a webhook is ever exceeded, also not by a bot that comes up again in the middle")
    func windows() async throws {
        try await Roadstead.with(1) { road in
            let hook = try await road.makeWebhook()
            var ids: [NotificationID] = []
            for number in 0..<105 {
                // Cards are not joined.
                ids.append(
                    try await road.notifications.notify(
                        .webhook(hook),
                        .card(
                            [
                                "type": "AdaptiveCard", "version": "1.5",
                                "body": [["type": "TextBlock", "text": .string("Gauge \(number)"), "wrap": true]],
                            ]).summarized("Gauge")))
            }
            try await road.pass(.seconds(20))
            try await road.killAndRestart()
            for id in ids { _ = try await road.end(of: id) }
            var states: [DeliveryState: Int] = [:]
            for id in ids { states[try await road.ledger(of: id)[0].state, default: 0] += 1 }
            #expect(states[.delivered, default: 0] + states[.unknown, default: 0] == 105)
            #expect(states[.unknown, default: 0] <= 1)
            let refused = try await road.gesture("GET", "ledger").arrayValue?.filter { $0["status"] == 429 } ?? []
            #expect(refused.isEmpty)
            let times = road.strait.crossings.map(\.arrivedAt)
            for (count, seconds) in [(4, 1), (60, 30), (100, 3600)] {
                let isKept = zip(times, times.dropFirst(count)).allSatisfy { $1 - $0 >= .seconds(seconds) }
                #expect(isKept, "\(count) in \(seconds) s")
            }
            let took = (times.last ?? .zero) - (times.first ?? .zero)
            #expect(took >= .seconds(3600) && took < .seconds(3700), "\(took)")
        }
    }

    @Test("a webhook that is gone says so, and stops nobody else")
    func gone() async throws {
        try await Roadstead.with(3) { road in
            let hook = try await road.makeWebhook()
            let secret = hook.split(separator: "/").last.map(String.init) ?? ""
            try await road.gesture("DELETE", "webhooks/\(secret)?as=p0")
            let id = try await road.notifications.notify(.webhook(hook) || .everyone, .text("High water"))
            _ = try await road.end(of: id)
            let ledger = try await road.ledger(of: id)
            #expect(ledger.count { $0.state == .delivered } == 3)
            #expect(ledger.filter { $0.state == .failed }.map(\.code) == ["webhookGone"])
        }
    }

    @Test("what a webhook cannot take is refused before, and the plan says how large it is")
    func planning() async throws {
        try await Roadstead.with(2) { road in
            let hook = try await road.makeWebhook()
            let large = NotificationContent.text(String(repeating: "tide ", count: 5_000))
            let plan = try await road.notifications.plan(NotificationRequest(to: .webhook(hook), large))
            #expect(plan.recipients == 1)
            #expect(plan.requests == 1)
            #expect(plan.largestBytes > 25_000 && plan.largestBytes < 25_100)
            #expect(plan.warnings.contains { $0.contains("28672") })
            let refused: [(NotificationAudience, NotificationContent, String)] = [
                (.webhook(hook), .text(String(repeating: "tide ", count: 6_000)), "/content/text"),
                (.webhook("nobody"), .text("Hello"), "/audience/webhook"),
                (.everyone || .webhook("nobody"), .text("Hello"), "/audience/any/1/webhook"),
                (.webhook("http://elsewhere.example/secret"), .text("Hello"), "/audience/webhook"),
            ]
            for (audience, content, pointer) in refused {
                let error = await #expect(throws: NotificationError.self) {
                    try await road.notifications.plan(NotificationRequest(to: audience, content))
                }
                #expect(error?.pointer == pointer)
                #expect(error?.message.contains("secret") == false)
            }
            #expect(road.strait.crossings.isEmpty)
        }
    }

    // MARK: Activity feeds

    @Test("a hundred people get one request, and nobody in the ledger is forgotten")
    func feeds() async throws {
        try await Roadstead.with(250) { road in
            let people = road.residents.map(\.user)
            let plan = try await road.notifications.plan(NotificationRequest(to: .activityFeed(people), Self.card))
            #expect(plan.recipients == 250)
            #expect(plan.requests == 3)
            let id = try await road.notifications.notify(.activityFeed(people), Self.card)
            _ = try await road.end(of: id)
            let ledger = try await road.ledger(of: id)
            #expect(ledger.count { $0.state == .delivered } == 250)
            #expect(Set(ledger.compactMap(\.target.user)).count == 250)
            #expect(ledger.allSatisfy { $0.attempts.map(\.status) == [202] })
            #expect(road.strait.crossings.count <= 4)
            #expect(try await road.feed(of: "p249").count == 1)
            #expect(try await road.visible().isEmpty)
        }
    }

    @Test("the feed's own windows are kept", arguments: [true, false])
    func feedWindows(isForMany: Bool) async throws {
        try await Roadstead.with(20) { road in
            let people = road.residents.map(\.user)
            var ids: [NotificationID] = []
            for number in 0..<12 {
                let audience = NotificationAudience.activityFeed(isForMany ? people : [people[number]])
                ids.append(try await road.notifications.notify(audience, .text("Tide \(number)")))
            }
            for id in ids { _ = try await road.end(of: id) }
            #expect(road.strait.crossings.allSatisfy { $0.status == (isForMany ? 202 : 204) })
            #expect(road.strait.crossings.count == 12)
        }
    }

    @Test("one event reaches a person once: by a card in the chat, else by the feed")
    func once() async throws {
        try await Roadstead.with(3) { road in
            let people = road.residents.map(\.user)
            let id = try await road.notifications.notify(
                .activityFeed(people + ["00000000-1111-4222-8333-999999999999"]) || .users([people[0], people[1]]),
                Self.card)
            _ = try await road.end(of: id)
            #expect(try await road.visible().count == 2)
            #expect(try await road.feed(of: "p2").count == 1)
            #expect(try await road.feed(of: "p0").isEmpty)
            let ledger = try await road.ledger(of: id)
            #expect(ledger.count == 4)
        }
    }

    @Test("who has not installed the app fails alone, and a missing permission says which")
    func refusals() async throws {
        try await Roadstead.with(2) { road in
            let nobody = "00000000-1111-4222-8333-999999999999"
            let id = try await road.notifications.notify(.activityFeed([nobody]), .text("Tide"))
            _ = try await road.end(of: id)
            #expect(try await road.ledger(of: id).map(\.code) == ["userNotFound"])
        }
    }
}

extension Roadstead {
    /// The address of a new webhook, in a new team.
    fileprivate func makeWebhook(_ kind: String = "incoming") async throws -> String {
        let team = try await gesture("POST", "teams", ["as": "p0", "name": "Port"])
        let channel = try #require(team["id"]?.stringValue ?? team.stringValue)
        let made = try await gesture(
            "POST", "webhooks", ["as": "p0", "channel": .string(channel), "kind": .string(kind)])
        return try #require(made["url"]?.stringValue)
    }

    fileprivate func feed(of person: String) async throws -> [JSONValue] {
        let feed = try await gesture("GET", "feed?as=\(person)")
        let items = feed.arrayValue ?? feed["items"]?.arrayValue ?? []
        return items.filter { $0["kind"] == "activityFeed" }
    }
}

import Foundation
import HTTPKit
import JSONKit
import LocalTeams
import ServiceKit
import Teams
import TeamsNotifications
import Testing

@testable import NotificationBot

private let key = "the-key-of-the-alarm-system"

/// The bot, and another program that reports incidents to it.
private struct Harbour: Sendable {
    let town: Town
    let app: App
    let notifications: Notifications

    /// Reports an incident as a program does.
    func report(_ body: String, authorization: String? = "Bearer \(key)") async throws -> (status: Int, body: JSONValue)
    {
        var fields: HTTP.Fields = [:]
        fields["Authorization"] = authorization
        let answer = await app.handle(
            HTTP.Request(method: "POST", target: "/incident", fields: fields, body: Array(body.utf8)))
        return (answer.status, (try? JSONValue(parsing: answer.body)) ?? .null)
    }

    /// Reports it, and returns once nothing is left to do about it.
    func reportAndWait(_ body: String) async throws -> NotificationStatus? {
        let id = try await report(body).body["notification"]?.stringValue ?? ""
        return await finish(NotificationID(rawValue: id))
    }

    func finish(_ id: NotificationID) async -> NotificationStatus? {
        var last: NotificationStatus?
        for await status in notifications.progress(of: id) { last = status }
        return last
    }

    /// Presses "Acknowledge" on a card, as Teams posts it.
    func acknowledge(_ incident: String, as name: String) async throws -> String? {
        let body: JSONValue = [
            "type": "invoke", "name": "adaptiveCard/action", "conversation": ["id": "a:1"], "channelId": "msteams",
            "id": .string(UUID().uuidString), "from": ["id": .string("29:\(name)"), "name": .string(name)],
            "value": [
                "action": ["type": "Action.Execute", "verb": "acknowledge", "data": ["incident": .string(incident)]]
            ],
        ]
        let answer = await app.handle(
            HTTP.Request(method: "POST", target: "/api/messages", body: body.serialized()))
        return try JSONValue(parsing: answer.body)["value"]?.stringValue
    }

    /// The cards that a person sees in a chat.
    func cards(seenBy person: String, in chat: String) async throws -> [JSONValue] {
        try await town.botsMessages(seenBy: person, in: chat).compactMap { $0["attachments"]?[0]?["content"] }
    }

    /// What each fact of a card says.
    static func facts(_ card: JSONValue?) -> [String: String] {
        let facts = card?["body"]?[1]?["facts"]?.arrayValue ?? []
        return Dictionary(
            facts.map { ($0["title"]?.stringValue ?? "", $0["value"]?.stringValue ?? "") }, uniquingKeysWith: { $1 })
    }
}

@Suite("The notification bot", .timeLimit(.minutes(10))) struct NotificationBotTests {
    private func withHarbour(_ work: @Sendable (Harbour) async throws -> Void) async throws {
        try await Town.withLocalTeams { local in
            var configuration = AppConfiguration()
            try configuration.useLocalTeams(at: local.address)
            configuration.port = 0
            // Teams itself is played by the tests where it presses a button.
            configuration.dangerouslyAllowsUnauthenticatedRequests = true
            let app = App(configuration, logger: Log(label: "bot", level: .critical))
            let notifications = try await Notifications(for: app, store: .memory)
            addCommands(to: app, notifications)
            addIncidents(to: app, notifications, key: try RequestKey(key))
            let server = try app.server()
            try await Town.serving(server) {
                try await Town.serving(notifications) {
                    let town = try await Town(local, endpoint: "http://\(server.address)/api/messages")
                    try await work(Harbour(town: town, app: app, notifications: notifications))
                }
            }
        }
    }

    @Test func whereItComesToBeInstalledItSaysWhyOnce() async throws {
        try await withHarbour { harbour in
            let chat = try await harbour.town.installPersonally(for: "ines")
            _ = try await harbour.town.waitForText("Hello! I tell you", seenBy: "ines", in: chat)
            try await harbour.town.say("who", as: "ines", in: chat)
            let texts = try await harbour.town.texts(seenBy: "ines", in: chat)
            #expect(texts.filter { $0.hasPrefix("Hello!") }.count == 1)
            #expect(texts.last == "I can reach 1: Ines Okafor")
        }
    }

    @Test func nobodyReportsWithoutTheKey() async throws {
        try await withHarbour { harbour in
            let body = #"{"id":"1","title":"Crane 4 is down"}"#
            let stranger = try await harbour.report(body, authorization: nil)
            #expect(stranger.status == 401)
            let guesser = try await harbour.report(body, authorization: "Bearer somebody-else's-key")
            #expect(guesser.status == 401)
            let nameless = try await harbour.report(#"{"id":"1"}"#)
            #expect(nameless.status == 400)
            let broken = try await harbour.report("{")
            #expect(broken.status == 400)
        }
    }

    @Test func anIncidentReachesEveryoneOnceAndAcknowledgingChangesAllCards() async throws {
        try await withHarbour { harbour in
            let ines = try await harbour.town.installPersonally(for: "ines")
            let bo = try await harbour.town.installPersonally(for: "bo")
            for (person, chat) in [("ines", ines), ("bo", bo)] {
                _ = try await harbour.town.waitForText("Hello!", seenBy: person, in: chat)
            }
            let body = #"{"id":"4711","title":"Crane 4 is down","service":"Cranes"}"#
            let first = try await harbour.report(body)
            #expect(first.status == 202)
            let again = try await harbour.report(body)
            #expect(again.body == first.body)
            let id = NotificationID(rawValue: first.body["notification"]?.stringValue ?? "")
            let status = await harbour.finish(id)
            #expect(status?.counts.delivered == 2)

            #expect(try await harbour.acknowledge("4711", as: "Bo Lindqvist") == "Thank you. 1 of you know of it.")
            #expect(try await harbour.acknowledge("4711", as: "Bo Lindqvist") == "Thank you. 1 of you know of it.")
            #expect(try await harbour.acknowledge("4711", as: "Ines Okafor") == "Thank you. 2 of you know of it.")
            #expect(try await harbour.acknowledge("none", as: "Ines Okafor") == "That incident is over.")
            _ = await harbour.finish(id)
            for (person, chat) in [("ines", ines), ("bo", bo)] {
                let cards = try await harbour.cards(seenBy: person, in: chat)
                #expect(cards.count == 1)
                let facts = Harbour.facts(cards.first)
                #expect(facts == ["Service": "Cranes", "Acknowledged by": "Bo Lindqvist, Ines Okafor"])
            }
        }
    }

    @Test func anIncidentGoesToThePersonThatItNames() async throws {
        try await withHarbour { harbour in
            let ines = try await harbour.town.installPersonally(for: "ines")
            let bo = try await harbour.town.installPersonally(for: "bo")
            for (person, chat) in [("ines", ines), ("bo", bo)] {
                _ = try await harbour.town.waitForText("Hello!", seenBy: person, in: chat)
            }
            let body = #"{"id":"1","title":"Berth 3 is free","person":"bo lindqvist"}"#
            let early = try await harbour.report(body)
            #expect(early.status == 404)  // an installation brings no name: that comes with the first message
            try await harbour.town.say("who", as: "bo", in: bo)
            let status = try await harbour.reportAndWait(body)
            #expect(status?.counts.delivered == 1)
            #expect(try await harbour.cards(seenBy: "ines", in: ines).isEmpty)
            #expect(try await harbour.cards(seenBy: "bo", in: bo).count == 1)
        }
    }

    @Test func whoOptsOutGetsNoMore() async throws {
        try await withHarbour { harbour in
            let chat = try await harbour.town.installPersonally(for: "ines")
            _ = try await harbour.town.waitForText("Hello!", seenBy: "ines", in: chat)
            let first = try await harbour.reportAndWait(#"{"id":"1","title":"One"}"#)
            #expect(first?.counts.delivered == 1)
            try await harbour.town.say("stop incidents", as: "ines", in: chat)
            let second = try await harbour.reportAndWait(#"{"id":"2","title":"Two"}"#)
            #expect(second?.counts.delivered == 0)
            #expect(try await harbour.cards(seenBy: "ines", in: chat).count == 1)
        }
    }

    @Test(
        arguments: [
            ("2026-11-26T10:00:00Z", "2026-11-27"), ("2026-11-27T10:00:00Z", "2026-11-30"),
            ("2026-11-28T23:59:59Z", "2026-11-30"), ("2026-11-29T00:00:00Z", "2026-11-30"),
            ("2026-12-31T00:00:00Z", "2027-01-01"),
        ])
    func theForecastIsForTheNextWeekday(now: String, day: String) throws {
        let date = try Date(now, strategy: .iso8601)
        #expect(Weekdays.weekday(after: date) == day)
    }
}

/// The program as people start it.
@Suite(.timeLimit(.minutes(10))) struct NotificationBotProcessTests {
    @Test func withoutAKeyForItsTriggerItDoesNotStart() throws {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "notification-bot")
        let folder = FileManager.default.temporaryDirectory.appending(path: "bot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        process.environment = [
            "PORT": "0", "LOCAL_TEAMS_URL": "http://127.0.0.1:1",
            "DATA": folder.appending(path: "bot.db").path(percentEncoded: false),
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(text.contains("notification-bot: INCIDENT_KEY is not set"))
    }
}

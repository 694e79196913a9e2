import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// What comes to which route, and what it carries.
struct RouteTests {
    /// What the handler of each event notes: its route, and the payload.
    private static let events: [(number: Int, note: String)] = [
        (1, "message When does the ferry leave?"), (2, "mention tides?"), (3, "mention tides?"),
        (4, "message <at>Harbor</at> and tomorrow?"), (5, "message is that UTC?"), (6, "message /tides"),
        (7, "message Action 1"),
        (8, #"value {"berth":4} show berth 4"#), (9, #"value {"ticket":81,"note":"typed text"} "#), (10, "message "),
        (11, "message "), (12, "edited 1795161600123: ? -> When does the last ferry leave?"),
        (13, "undeleted 1795161600123: When does the last ferry leave?"), (14, "deleted 1795161600123: "),
        (15, "reaction added like to 1795161600999"), (16, "reaction removed like to 1795161600999"), (17, "typing"),
        (18, "installed add by 29:ines in - -"), (19, "installed add by 29:ines in Port 19:berth@thread.tacv2"),
        (20, "installed add by 29:ines in - -"), (21, "uninstalled remove by 29:ines in - -"),
        (22, "upgraded add-upgrade by 29:ines in - -"), (23, "removed by upgrade remove-upgrade by 29:ines in - -"),
        (24, "bot added"), (25, "bot added"), (26, "bot added"), (27, "joined 29:bo Bo"), (28, "left 29:bo"),
        (29, "channelCreated 19:berth@thread.tacv2 Berth plan of Port"),
        (30, "channelRenamed 19:berth@thread.tacv2 Berths of -"),
        (31, "channelDeleted 19:berth@thread.tacv2 Berths of -"),
        (32, "channelRestored 19:berth@thread.tacv2 Berths of -"),
        (33, "channelShared 19:quay@thread.tacv2 Quay of - with Customs"),
        (34, "channelUnshared 19:quay@thread.tacv2 - of - from Customs"), (35, "joined channel 29:bo Bo"),
        (36, "left channel 29:bo"), (37, "teamRenamed 19:port@thread.tacv2 Port authority"),
        (38, "teamArchived 19:port@thread.tacv2 Port"), (39, "teamUnarchived 19:port@thread.tacv2 Port"),
        (40, "teamDeleted 19:port@thread.tacv2 Port"), (41, "teamRestored 19:port@thread.tacv2 Port"),
        (42, "teamHardDeleted 19:port@thread.tacv2 -"), (43, "read up to 1795161600999"),
        (44, "meeting start Berth call 2026-11-20T08:00:00Z"), (45, "meeting end Berth call 2026-11-20T08:30:00Z"),
        (46, "meeting join 29:ines true Presenter"), (47, "meeting leave 29:ines false Presenter"),
        (48, "agent AgenticUserEnabled 3"),
    ]

    private func addMessages(_ app: App, _ notes: Notes) {
        app.on(.message) { notes.add("message \($0.text)") }
        app.on(.mention) { notes.add("mention \($0.text)") }
        app.on(.value) { notes.add("value \($1.text()) \($0.text)") }
        app.on(.messageEdited) { _, edit in
            notes.add("edited \(edit.message ?? ""): \(edit.changed.old ?? "?") -> \(edit.changed.new)")
        }
        app.on(.messageUndeleted) { _, change in
            notes.add("undeleted \(change.message ?? ""): \(change.changed.new)")
        }
        app.on(.messageDeleted) { _, change in notes.add("deleted \(change.message ?? ""): \(change.changed.new)") }
        app.on(.reactionAdded) { _, change in
            notes.add("reaction added \(change.added.words) to \(change.message ?? "")")
        }
        app.on(.reactionRemoved) { _, change in
            notes.add("reaction removed \(change.removed.words) to \(change.message ?? "")")
        }
        app.on(.typing) { _ in notes.add("typing") }
    }

    private func addPlaces(_ app: App, _ notes: Notes) {
        func add(_ name: String, _ route: Route<InstallationChange>) {
            app.on(route) { _, change in
                let place = "\(change.team?.name ?? "-") \(change.channel?.id?.rawValue ?? "-")"
                notes.add("\(name) \(change.action?.rawValue ?? "") by \(change.by?.id ?? "") in \(place)")
            }
        }
        add("installed", .installed)
        add("uninstalled", .uninstalled)
        add("upgraded", .upgraded)
        add("removed by upgrade", .removedByUpgrade)
        app.on(.botAdded) { _ in notes.add("bot added") }
        app.on(.membersAdded) { notes.add("joined \($1.words)") }
        app.on(.membersRemoved) { notes.add("left \($1.ids)") }
        app.on(.channelMembersAdded) { notes.add("joined channel \($1.words)") }
        app.on(.channelMembersRemoved) { notes.add("left channel \($1.ids)") }
        let channels: [Route<ChannelChange>] = [
            .channelCreated, .channelRenamed, .channelDeleted, .channelRestored, .channelShared, .channelUnshared,
        ]
        for (line, route) in channels.enumerated() {
            app.on(route, line: UInt(line)) { _, change in
                let with = change.sharedWith.map { " with \($0.name ?? "")" }.joined()
                let from = change.unsharedFrom.map { " from \($0.name ?? "")" }.joined()
                let channel = "\(change.channel.id ?? "") \(change.channel.name ?? "-")"
                notes.add("\(change.change) \(channel) of \(change.team?.name ?? "-")\(with)\(from)")
            }
        }
        let teams: [Route<TeamChange>] = [
            .teamRenamed, .teamArchived, .teamUnarchived, .teamDeleted, .teamRestored, .teamHardDeleted,
        ]
        for route in teams {
            app.on(route) { _, change in
                notes.add("\(change.change) \(change.team.id ?? "") \(change.team.name ?? "-")")
            }
        }
    }

    private func addEvents(_ app: App, _ notes: Notes) {
        app.on(.readReceipt) { notes.add("read up to \($1.lastReadMessageId ?? "")") }
        app.on(.meetingStart) { notes.add("meeting start \($1.title ?? "") \($1.startTime?.rawValue ?? "")") }
        app.on(.meetingEnd) { notes.add("meeting end \($1.title ?? "") \($1.endTime?.rawValue ?? "")") }
        app.on(.meetingParticipantJoin) { notes.add("meeting join \($1.words)") }
        app.on(.meetingParticipantLeave) { notes.add("meeting leave \($1.words)") }
        app.on(.agentLifecycle) { notes.add("agent \($1.valueType ?? "") \($1.version ?? 0)") }
    }

    @Test("RT-7 RT-11 Every event that the service sends comes to its route, with its payload", arguments: events)
    func everyEvent(_ expected: (number: Int, note: String)) async throws {
        let notes = Notes()
        let bot = Bot()
        bot.teams.state.withLock { $0.members = [["id": "29:bo", "name": "Bo"]] }
        bot.app.on(.activity) { notes.add("unwanted \($0.activity.kind)") }
        addMessages(bot.app, notes)
        addPlaces(bot.app, notes)
        addEvents(bot.app, notes)
        try bot.app.prepare()
        let response = try await bot.post(EventFixture.json(expected.number))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(notes.all == [expected.note], "E\(expected.number)")
    }

    private static let unknown: [(type: String, more: JSONObject, note: String)] = [
        ("event", ["name": "somethingNew", "value": ["x": 1]], #"event named {"x":1}"#),
        ("event", ["name": "SOMETHINGNEW", "value": 7], "event named 7"),
        ("event", ["name": "somethingNew"], "event named null"),
        ("event", ["name": "other", "value": [1]], "event [1]"),
        ("event", [:], "event null"),
        ("event", ["name": "coded", "value": ["berth": 4]], "berth 4"),
        ("event", ["name": "agentLifecycle", "valueType": "AgenticUserNew", "value": [:]], "agent AgenticUserNew"),
        ("event", ["name": "agentLifecycle", "valueType": "AgenticUserNew"], "agent AgenticUserNew"),
        ("conversationUpdate", ["channelData": ["eventType": "somethingNew", "more": 1]], "update somethingNew"),
        ("conversationUpdate", ["channelData": ["eventType": "other"]], "any update other"),
        ("conversationUpdate", ["channelData": nil], "any update -"),
        ("installationUpdate", ["action": "somethingNew"], "installation somethingNew"),
        ("installationUpdate", [:], "installation -"),
        ("messageUpdate", ["channelData": nil], "activity messageUpdate"),
        ("messageReaction", [:], "reaction 0 0"),
        ("command", ["name": "tides"], "command"),
        ("endOfConversation", ["code": "x"], "activity endOfConversation"),
        ("somethingNew", [:], "activity somethingNew"),
    ]

    @Test(
        "RT-13 RT-14 RT-15 What nobody knows yet is reached by its name, else by the route for all of its type",
        arguments: unknown)
    func unknownNames(_ expected: (type: String, more: JSONObject, note: String)) async throws {
        struct Berth: Decodable, Sendable { let berth: Int }
        let notes = Notes()
        let bot = Bot()
        let app = bot.app
        app.on(.event("somethingNew")) { notes.add("event named \($1.text())") }
        app.on(.event("coded", decoding: Berth.self)) { notes.add("berth \($1.berth)") }
        app.on(.event) { notes.add("event \($1.text())") }
        app.on(.agentLifecycle) { notes.add("agent \($1.valueType ?? "-")") }
        app.on(.conversationUpdate("somethingNew")) { notes.add("update \($1.eventType?.rawValue ?? "-")") }
        app.on(.conversationUpdate) { notes.add("any update \($1.eventType?.rawValue ?? "-")") }
        app.on(.installationUpdate) { notes.add("installation \($1.action?.rawValue ?? "-")") }
        app.on(.messageEdited) { _, _ in notes.add("edited") }
        app.on(.reaction) { notes.add("reaction \($1.added.count) \($1.removed.count)") }
        app.on(.type(.command)) { _ in notes.add("command") }
        app.on(.activity) { notes.add("activity \($0.activity.kind)") }
        try app.prepare()
        let response = try await bot.post(Inbound.event(expected.type, expected.more))
        #expect(response.status == 200)
        #expect(notes.all == [expected.note])
    }

    private static let misfits: [(type: String, more: JSONObject)] = [
        ("event", ["name": "application/vnd.microsoft.readReceipt"]),
        ("event", ["name": "application/vnd.microsoft.readReceipt", "value": "1795161600999"]),
        ("event", ["name": "application/vnd.microsoft.readReceipt", "value": ["lastReadMessageId": 17]]),
        ("event", ["name": "application/vnd.microsoft.meetingStart", "value": ["Title": ["x"]]]),
        ("event", ["name": "coded", "value": ["berth": "four"]]),
        ("conversationUpdate", ["channelData": ["eventType": "channelCreated"]]),
        ("conversationUpdate", ["channelData": ["eventType": "teamRenamed"]]),
    ]

    @Test(
        "What does not carry what its route wants never reaches the handler: it is logged and answered 200",
        arguments: misfits)
    func misfit(_ activity: (type: String, more: JSONObject)) async throws {
        struct Berth: Decodable, Sendable { let berth: Int }
        let bot = Bot()
        bot.app.on(.readReceipt) { _, _ in Issue.record("called") }
        bot.app.on(.meetingStart) { _, _ in Issue.record("called") }
        bot.app.on(.channelCreated) { _, _ in Issue.record("called") }
        bot.app.on(.teamRenamed) { _, _ in Issue.record("called") }
        bot.app.on(.event("coded", decoding: Berth.self)) { _, _ in Issue.record("called") }
        bot.app.on(.activity) { _ in Issue.record("called") }
        bot.app.onError { _, _ in Issue.record("called") }
        let response = try await bot.post(Inbound.event(activity.type, activity.more))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(bot.log.records.contains { $0.message == "An activity with a bad payload" })
    }

    @Test("With Local Teams the answer says why an activity came to no handler")
    func misfitIsTold() async throws {
        let bot = Bot { try? $0.useLocalTeams(at: "http://127.0.0.1:3979") }
        bot.app.on(.readReceipt) { _, _ in Issue.record("called") }
        var body = Inbound.event("event", ["name": "application/vnd.microsoft.readReceipt", "value": 1])
        body["serviceUrl"] = "http://localhost:3979/"
        let token = try bot.token { $0["serviceurl"] = "http://localhost:3979/" }
        let response = await bot.post(body, authorization: "Bearer \(token)")
        #expect(response.status == 200)
        #expect(response.fields["X-Bot-Error"]?.hasPrefix("The payload does not fit: ") == true)
    }

    @Test("RT-8 A route and its sugar are the same handler twice, which is named at the start")
    func duplicates() throws {
        let bot = Bot()
        bot.app.on(.membersAdded, file: "A.swift", line: 1) { _, _ in }
        bot.app.onMembersAdded(file: "B.swift", line: 2) { _, _ in }
        bot.app.on(.mention, file: "C.swift", line: 3) { _ in }
        bot.app.onMention(file: "D.swift", line: 4) { _ in }
        bot.app.on(.conversationUpdate, file: "E.swift", line: 5) { _, _ in }
        bot.app.on(.channelCreated, file: "E.swift", line: 6) { _, _ in }
        let error = #expect(throws: AppError.self) { try bot.app.prepare() }
        #expect(
            error?.message
                == "two handlers for added members: at A.swift:1 and at B.swift:2; two handlers for mentions of the bot: at C.swift:3 and at D.swift:4"
        )
    }
}

extension [MessageReaction] {
    fileprivate var words: String { compactMap(\.type?.rawValue).joined(separator: " ") }
}

extension [Account] {
    fileprivate var ids: String { map { $0.id?.rawValue ?? "" }.joined(separator: ", ") }
    fileprivate var words: String { map { "\($0.id ?? "") \($0.name ?? "-")" }.joined(separator: ", ") }
}

extension MeetingParticipants {
    fileprivate var words: String {
        (members ?? []).map { "\($0.user?.id ?? "") \($0.meeting?.inMeeting == true) \($0.meeting?.role ?? "")" }
            .joined(separator: ", ")
    }
}

import HTTPKit
import JSONKit
import LockKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// What the handlers of a test were called with.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

struct RouterTests {
    private static let texts: [(text: String, handler: String)] = [
        ("help", "equals help"),
        ("  HELP  ", "equals help"),
        ("<at>Harbor</at> help", "equals help"),
        ("Help", "equals Help, regarding case"),
        ("please help me", "contains help"),
        ("please help me out", "contains help me out"),
        ("HELP!", "contains help"),
        ("hel", "any message"),
        ("whisper hello", "whisper: hello"),
        ("whisper edit hello", "edit: hello"),
        ("whisper delete", "equals whisper delete"),
        ("whisper\u{A0}delete", "equals whisper delete"),
        ("\u{3000}whisper \t\n delete\u{202F}", "equals whisper delete"),
        ("whisperdelete", "any message"),
        ("please help\u{A0}me\u{2009}out", "contains help me out"),
        ("whisper\u{A0}edit\u{202F}hello  you", "edit: hello  you"),
        ("remind\u{A0}me\u{A0}in\u{A0}12\u{A0}minutes", "minutes: 12"),
        ("remind me in 12 minutes", "minutes: 12"),
        ("could you remind me in 12 minutes?", "minutes: 12"),
        ("whatever", "any message"),
        ("", "any message"),
    ]

    private func bot(_ notes: Notes, reversed: Bool) -> Bot {
        let bot = Bot()
        let app = bot.app
        var registrations: [() -> Void] = [
            { app.onMessage { _ in notes.add("any message") } },
            { app.onActivity { _ in notes.add("any activity") } },
            { app.onMessage(.equals("help")) { _ in notes.add("equals help") } },
            { app.onMessage(.equals("Help", ignoringCase: false)) { _ in notes.add("equals Help, regarding case") } },
            { app.onMessage(.contains("help")) { _ in notes.add("contains help") } },
            { app.onMessage(.contains("help me out")) { _ in notes.add("contains help me out") } },
            { app.onMessage(.matching(/(?i)^whisper (.+)$/)) { notes.add("whisper: \($1.1)") } },
            { app.onMessage(.matching(/(?i)^whisper edit (.+)$/)) { notes.add("edit: \($1.1)") } },
            { app.onMessage(.equals("whisper delete")) { _ in notes.add("equals whisper delete") } },
            { app.onMessage(.matching(/remind me in (\d+) minutes/)) { notes.add("minutes: \($1.1)") } },
        ]
        if reversed { registrations.reverse() }
        for register in registrations { register() }
        return bot
    }

    @Test(
        "The most specific handler runs, and no other, in whichever order they were given", arguments: texts,
        [false, true])
    func specificity(_ expected: (text: String, handler: String), reversed: Bool) async throws {
        let notes = Notes()
        let bot = bot(notes, reversed: reversed)
        let mention: JSONValue = [["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"]]
        let response = try await bot.post(Inbound.message(expected.text, ["entities": mention]))
        #expect(response.status == 200)
        #expect(notes.all == [expected.handler])
    }

    private static let activities: [(type: String, more: JSONObject, handler: String)] = [
        ("messageUpdate", ["channelData": ["eventType": "editMessage"]], "edited"),
        ("messageUpdate", ["channelData": ["eventType": "undeleteMessage"]], "undeleted"),
        ("messageUpdate", [:], "any activity"),
        ("messageDelete", ["channelData": ["eventType": "softDeleteMessage"]], "deleted"),
        ("messageDelete", [:], "deleted"),
        ("messageReaction", ["reactionsAdded": [["type": "like"]], "replyToId": "17"], "reaction to 17: like"),
        ("installationUpdate", ["action": "add"], "installed"),
        ("installationUpdate", ["action": "remove"], "uninstalled"),
        ("installationUpdate", ["action": "add-upgrade"], "any installation"),
        ("installationUpdate", ["action": "remove-upgrade"], "any installation"),
        ("conversationUpdate", ["membersAdded": [["id": "29:bo"]]], "added 29:bo"),
        ("conversationUpdate", ["membersRemoved": [["id": "29:bo"]]], "removed 29:bo"),
        ("conversationUpdate", ["membersAdded": [Inbound.bot, Inbound.ines]], "any update"),
        (
            "conversationUpdate", ["membersAdded": [["id": "29:bo"]], "channelData": ["eventType": "teamMemberAdded"]],
            "added 29:bo"
        ),
        ("conversationUpdate", ["channelData": ["eventType": "channelCreated"]], "channel created"),
        ("conversationUpdate", ["channelData": ["eventType": "channelcreated"]], "channel created"),
        ("conversationUpdate", ["channelData": ["eventType": "teamRenamed"]], "any update"),
        ("conversationUpdate", [:], "any update"),
        ("event", ["name": "application/vnd.microsoft.meetingStart"], "meeting"),
        ("event", ["name": "somethingNew"], "any event"),
        ("event", [:], "any event"),
        ("typing", [:], "any activity"),
        ("somethingNew", [:], "any activity"),
    ]

    @Test("Each kind of activity comes to its handler", arguments: activities)
    func kinds(_ expected: (type: String, more: JSONObject, handler: String)) async throws {
        let notes = Notes()
        let bot = Bot()
        let app = bot.app
        app.onActivity { _ in notes.add("any activity") }
        app.onMessageEdited { _ in notes.add("edited") }
        app.onMessageUndeleted { _ in notes.add("undeleted") }
        app.onMessageDeleted { _ in notes.add("deleted") }
        app.onReaction {
            notes.add("reaction to \($1.message ?? ""): \($1.added.compactMap(\.type).map(\.rawValue).joined())")
        }
        app.onInstall { _ in notes.add("installed") }
        app.onUninstall { _ in notes.add("uninstalled") }
        app.onInstallationUpdate { _ in notes.add("any installation") }
        app.onMembersAdded { notes.add("added \($1.compactMap(\.id).map(\.rawValue).joined())") }
        app.onMembersRemoved { notes.add("removed \($1.compactMap(\.id).map(\.rawValue).joined())") }
        app.onConversationUpdate(.channelCreated) { _ in notes.add("channel created") }
        app.onConversationUpdate { _ in notes.add("any update") }
        app.onEvent(.meetingStart) { _ in notes.add("meeting") }
        app.onEvent { _ in notes.add("any event") }
        try app.prepare()
        let response = try await bot.post(Inbound.event(expected.type, expected.more))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(notes.all == [expected.handler])
    }

    @Test func anActivityThatNobodyWantsIsAnswered200() async throws {
        let response = try await Bot().post(Inbound.message("hello"))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
    }

    @Test func twoHandlersForTheSameAreNamedAtTheStartWithBothPlaces() throws {
        let bot = Bot()
        bot.app.onMessage(.equals("help"), file: "A.swift", line: 1) { _ in }
        bot.app.onMessage(.equals("HELP"), file: "B.swift", line: 2) { _ in }
        bot.app.onInstall(file: "C.swift", line: 3) { _ in }
        bot.app.onInstall(file: "D.swift", line: 4) { _ in }
        let error = #expect(throws: AppError.self) { try bot.app.prepare() }
        #expect(error?.code == .duplicateHandler)
        #expect(
            error?.message
                == "two handlers for a message that equals \"help\": at A.swift:1 and at B.swift:2; two handlers for installationUpdate/add: at C.swift:3 and at D.swift:4"
        )
    }

    @Test func captureLessExpressionsThatFitEquallyAreDecidedByTheirPlace() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage(.matching(/t.des/), file: "B.swift", line: 1) { _, _ in notes.add("second") }
        bot.app.onMessage(.matching(/tid.s/), file: "A.swift", line: 1) { _, _ in notes.add("first") }
        _ = try await bot.post(Inbound.message("tides"))
        #expect(notes.all == ["first"])
    }

    @Test func middlewareRunsAroundEveryHandlerInOrderAndMayAnswerInItsPlace() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.use { context, next in
            notes.add("outer in")
            let response = try await next()
            notes.add("outer out")
            return response
        }
        bot.app.use { context, next in
            notes.add("inner \(context.activity.kind)")
            return context.text == "stop" ? TurnResponse(status: 202) : try await next()
        }
        bot.app.onMessage { _ in notes.add("handler") }
        #expect(try await bot.post(Inbound.message("go", id: "1")).status == 200)
        #expect(notes.all == ["outer in", "inner message", "handler", "outer out"])
        #expect(try await bot.post(Inbound.message("stop", id: "2")).status == 202)
        #expect(notes.all.suffix(3) == ["outer in", "inner message", "outer out"])
        _ = try await bot.post(Inbound.event("typing", [:]))
        #expect(notes.all.suffix(3) == ["outer in", "inner typing", "outer out"])
    }

    @Test func textIsFreeOfTheBotsMentionAndOfQuotesAlone() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { notes.add($0.text) }
        let entities: JSONValue = [
            ["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"],
            ["type": "mention", "mentioned": ["id": "29:bo", "name": "Bo"], "text": "<at>Bo</at>"],
            ["type": "quotedReply", "quotedReply": ["messageId": "1"]],
        ]
        _ = try await bot.post(
            Inbound.message("<quoted messageId=\"1\"/> <at>Harbor</at>\u{A0}greet <at>Bo</at> ", ["entities": entities])
        )
        #expect(notes.all == ["greet <at>Bo</at>"])
    }

    @Test("A text that is longer than an expression is tried on does not match, and costs nothing")
    func longTexts() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage(.matching(/(a+)+$/)) { _, _ in notes.add("standard") }
        bot.app.onMessage(.matching(/^b+$/, upTo: 20_000)) { _, _ in notes.add("longer") }
        bot.app.onMessage { _ in notes.add("any message") }
        _ = try await bot.post(Inbound.message(String(repeating: "a", count: 8_193) + "!", id: "1"))
        _ = try await bot.post(Inbound.message(String(repeating: "b", count: 20_000), id: "2"))
        _ = try await bot.post(Inbound.message(String(repeating: "b", count: 20_001), id: "3"))
        #expect(notes.all == ["any message", "longer", "any message"])
    }

    @Test(
        "Finding the handler takes time in proportion to the text",
        arguments: ["a", "help m", " ", "\u{A0}", "İ", "<quoted "])
    func growth(_ piece: String) {
        var router = Router()
        for text in ["help me out", "aaaaaaaaab", "help m help m help"] {
            router.add(.text(TextPattern.contains(text).condition), at: SourcePlace(file: "", line: 1)) { _ in .ok }
            router.add(.text(TextPattern.equals(text).condition), at: SourcePlace(file: "", line: 2)) { _ in .ok }
        }
        let ready = router
        let services = Bot().app.services
        expectLinear("routing", size: 8_000) {
            String(repeating: piece, count: $0 / piece.utf8.count)
        } in: { text in
            _ = ready.handler(for: TurnContext(Activity(text: text), services: services))
        }
    }

    @Test("A guest who has only an id joins like everybody; an installation is told once")
    func welcomes() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onInstall { _ in notes.add("installed") }
        bot.app.onMembersAdded { _, members in notes.add("joined \(members.map { "\($0.id ?? "") \($0.name ?? "-")" })")
        }
        for body in [
            Inbound.event("conversationUpdate", ["id": "f:1", "membersAdded": [Inbound.bot]]),
            Inbound.event("installationUpdate", ["id": "f:2", "action": "add"]),
            Inbound.event("conversationUpdate", ["id": "f:3", "membersAdded": [["id": "29:guest"]]]),
            Inbound.event(
                "conversationUpdate", ["id": "f:4", "membersAdded": [["id": "29:other", "name": nil]], "from": nil]),
        ] { #expect(try await bot.post(body).status == 200) }
        #expect(notes.all == ["installed", "joined [\"29:guest -\"]", "joined [\"29:other -\"]"])
    }
}

import JSONKit
import LockKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Changing the message that an activity answers")
struct RepliedToTests {
    private static func pressed(
        in place: JSONValue = Inbound.group, targeted: Bool = false, answers id: JSONValue? = "1795161600999"
    ) -> JSONValue {
        var more: JSONObject = ["value": ["ticket": 81]]
        more["replyToId"] = id
        if targeted { more["recipient"] = Inbound.targetedBot }
        return Inbound.message("", id: "f:1", in: place, more)
    }

    private static let ways: [(body: JSONValue, path: String)] = [
        (pressed(), "conversations/19%3Ag%40thread.v2/activities/1795161600999"),
        (pressed(targeted: true), "conversations/19%3Ag%40thread.v2/activities/1795161600999?isTargetedActivity=true"),
        (pressed(in: Inbound.personal), "conversations/a%3A1ines/activities/1795161600999"),
        (pressed(in: Inbound.personal, targeted: true), "conversations/a%3A1ines/activities/1795161600999"),
        (
            pressed(in: Inbound.channel("19:b@thread.tacv2;messageid=7")),
            "conversations/19%3Ab%40thread.tacv2/activities/1795161600999"
        ),
    ]

    @Test("takes the way that the message went", arguments: ways.indices)
    func way(_ index: Int) async throws {
        let line = Self.ways[index]
        let calls = try await Bot().calls(for: line.body) { context in
            try await context.updateRepliedTo("done")
            try await context.deleteRepliedTo()
        }
        #expect(calls.map { "\($0.method) \($0.path)" } == ["PUT \(line.path)", "DELETE \(line.path)"])
        #expect(calls[0].body["recipient"] == nil)
    }

    @Test("that only one person sees, and nothing says so, is found by the refusal", arguments: [400, 404])
    func unknown(_ status: Int) async throws {
        let bot = Bot()
        bot.teams.state.withLock { state in
            state.override = { call in
                call.path.hasSuffix("?isTargetedActivity=true") ? nil : FakeTeams.refusal(status, "BadArgument")
            }
        }
        let calls = try await bot.calls(for: Self.pressed()) { context in
            let changed = try await context.updateRepliedTo("done")
            #expect(changed.audience == .account("29:ines"))
            try await changed.update("again")
        }
        #expect(calls.map { $0.path.hasSuffix("?isTargetedActivity=true") } == [false, true, true])
    }

    @Test("that neither way knows gives the first refusal", arguments: [(404, 2), (403, 1), (413, 1)])
    func nowhere(_ line: (status: Int, calls: Int)) async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(line.status, "X") } }
        let calls = try await bot.calls(for: Self.pressed()) { context in
            let error = await #expect(throws: ConnectorError.self) { try await context.updateRepliedTo("done") }
            #expect(error?.status == line.status)
        }
        #expect(calls.count == line.calls)
    }

    @Test("that is kept is changed as it was sent, without a try")
    func kept() async throws {
        let bot = Bot()
        bot.app.keepMessages(in: MemorySentMessageStore())
        let place = ConversationReference("19:g@thread.v2", type: .groupChat, serviceUrl: Bot.serviceURL)
        let sent = try await bot.app.send("for one", to: place, visibleTo: .account("29:bo"))
        let body = Self.pressed(answers: .string(sent.id?.rawValue ?? ""))
        let calls = try await bot.calls(for: body) { try await $0.updateRepliedTo("done") }
        #expect(calls.map { $0.path.hasSuffix("?isTargetedActivity=true") } == [true, true])
    }

    @Test("is an error when there is none, or when the content is for somebody else")
    func none() async throws {
        var marked = Activity(text: "x")
        marked.recipient = Account("29:bo")
        marked.recipient?.isTargeted = true
        let message = Message(marked)
        for body in [Self.pressed(answers: nil), Self.pressed(answers: " ")] {
            let calls = try await Bot().calls(for: body) { context in
                let error = await #expect(throws: AppError.self) { try await context.updateRepliedTo("x") }
                #expect(error?.code == .noMessageID)
            }
            #expect(calls.isEmpty)
        }
        for targeted in [true, false] {
            let calls = try await Bot().calls(for: Self.pressed(targeted: targeted)) { context in
                let error = await #expect(throws: AppError.self) { try await context.updateRepliedTo(message) }
                #expect(error?.code == .audience)
            }
            #expect(calls.isEmpty)
        }
    }
}

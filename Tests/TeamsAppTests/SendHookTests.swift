import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct SendHookTests {
    private struct Refusal: Error {}

    @Test func hooksChangeEveryMessageInTheirOrder() async throws {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onSend { $0.message = $0.message.adding(" one") }
        bot.app.onSend { $0.message = $0.message.adding(" two") }
        bot.app.onMessage { context in
            let sent = try await context.send("a")
            try await context.reply("b")
            try await sent.update("c")
            try await context.typing()
            try await sent.delete()
        }
        _ = try await bot.post(Inbound.message("hi"))
        let reference = ConversationReference("19:x", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
        try await bot.app.send("d", to: reference)
        try await bot.app.send("e", toConversation: ConversationID(Inbound.groupChat))
        try await bot.app.send("f", toPerson: "29:olu", inTenant: "T")
        let texts = bot.teams.calls.compactMap(\.text).map { $0.suffix(9) }
        #expect(texts == ["a one two", "b one two", "c one two", "d one two", "e one two", "f one two"])
    }

    @Test func aHookThatThrowsRefusesTheMessageAndNoLaterHookSeesIt() async throws {
        let bot = Bot()
        let seen = Mutex(0)
        bot.app.onSend { _ in throw Refusal() }
        bot.app.onSend { _ in seen.withLock { $0 += 1 } }
        let reference = ConversationReference("19:x", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
        await #expect(throws: Refusal.self) { try await bot.app.send("d", to: reference) }
        #expect(bot.teams.calls.isEmpty)
        #expect(seen.withLock { $0 } == 0)
    }

    @Test func hooksDoNotSeeWhatTheAppItselfRefuses() async throws {
        let bot = Bot()
        let seen = Mutex<[Bool]>([])
        bot.app.onSend { outgoing in
            let isReplacement = outgoing.isReplacement
            seen.withLock { $0.append(isReplacement) }
        }
        let reference = ConversationReference("19:x", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
        await #expect(throws: AppError.self) { try await bot.app.send("", to: reference) }
        let sent = try await bot.app.send("x", to: reference)
        var marked = Message("y")
        marked.activity.recipient = Account("29:olu")
        marked.activity.recipient?.isTargeted = true
        let unfit = marked
        await #expect(throws: AppError.self) { try await sent.update(unfit) }
        #expect(seen.withLock { $0 } == [false])
    }

    @Test func aHookCannotShowAMessageToOthers() async throws {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onSend { outgoing in
            outgoing.message.activity.recipient = Account("29:olu")
            outgoing.message.activity.recipient?.isTargeted = outgoing.audience == .everyone
        }
        bot.app.onMessage { context in
            try await context.send("for you", visibleTo: .sender)
            await #expect(throws: AppError.self) { try await context.send("for all") }
        }
        _ = try await bot.post(Inbound.message("hi"))
        let calls = bot.teams.calls
        #expect(calls.count == 1)
        #expect(calls.first?.path.contains("isTargetedActivity=true") == true)
        #expect(calls.first?.body["recipient"]?["id"] == "29:ines")
    }

    @Test(arguments: ["", "typing"])
    func whatAHookMadeUnfitIsNotSent(kind: String) async throws {
        let bot = Bot()
        bot.app.onSend { outgoing in
            if kind.isEmpty { outgoing.message = Message() } else { outgoing.message.activity.type = .typing }
        }
        let reference = ConversationReference("19:x", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
        await #expect(throws: AppError.self) { try await bot.app.send("d", to: reference) }
        #expect(bot.teams.calls.isEmpty)
    }
}

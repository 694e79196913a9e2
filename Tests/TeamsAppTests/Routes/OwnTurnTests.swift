import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Turns of the bot's own, in conversations that were stored.
struct OwnTurnTests {
    private struct Failure: Error {}

    private func stored(_ bot: Bot, _ body: JSONValue = Inbound.message("hello")) async throws -> ConversationReference
    {
        let (references, continuation) = AsyncStream.makeStream(of: ConversationReference.self)
        bot.app.onMessage { continuation.yield($0.reference) }
        _ = try await bot.post(body)
        var iterator = references.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    @Test("A turn in a stored conversation sends there, knows who is there, and runs inside of the middleware")
    func turn() async throws {
        let notes = Notes()
        let bot = Bot()
        let reference = try await stored(
            bot, Inbound.message("hello", in: Inbound.channel("19:b@thread.tacv2;messageid=7")))
        bot.app.onActivity { _ in Issue.record("called") }
        bot.app.onEvent { _ in Issue.record("called") }
        bot.app.use { context, next in
            notes.add("before \(context.activity.kind)")
            return try await next()
        }
        try await bot.app.turn(in: reference) { context in
            let sender = try context.sender
            notes.add("\(sender.id ?? "") \(context.scope) \(context.bot.id ?? "") \(context.text)")
            try await context.send("it is time")
            try await context.send("for you", visibleTo: .sender)
        }
        #expect(notes.all == ["before event/swift-teams/ownTurn", "29:ines channel 28:\(Bot.appID) "])
        #expect(
            bot.teams.calls.map(\.path) == [
                "conversations/19%3Ab%40thread.tacv2/activities/7",
                "conversations/19%3Ab%40thread.tacv2/activities/7?isTargetedActivity=true",
            ])
    }

    @Test("What the work throws is the caller's, and a middleware may keep it from running")
    func errors() async throws {
        let bot = Bot()
        let reference = try await stored(bot)
        bot.app.onError { _, _ in Issue.record("called") }
        await #expect(throws: Failure.self) { try await bot.app.turn(in: reference) { _ in throw Failure() } }
        bot.app.use { context, next in context.activity.name == EventName.ownTurn.rawValue ? .ok : try await next() }
        try await bot.app.turn(in: reference) { _ in Issue.record("called") }
    }

    @Test("An id, or a reference without an address, is enough for a conversation that the bot knows")
    func byID() async throws {
        let bot = Bot()
        var reference = try await stored(bot)
        reference.serviceUrl = nil
        let work: @Sendable (TurnContext) async throws -> Void = { try await $0.send("x") }
        try await bot.app.turn(in: reference, work)
        try await bot.app.turn(inConversation: ConversationID(Inbound.groupChat), work)
        #expect(bot.teams.urls.count { $0.hasPrefix(Bot.serviceURL) } == 2)
        let unknown = await #expect(throws: AppError.self) { try await bot.app.turn(inConversation: "19:x", work) }
        #expect(unknown?.code == .unknownConversation)
        let nowhere = await #expect(throws: AppError.self) {
            try await bot.app.turn(in: ConversationReference(), work)
        }
        #expect(nowhere?.code == .incompleteReference)
    }
}

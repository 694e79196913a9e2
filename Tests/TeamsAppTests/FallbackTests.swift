import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// A message for one person that cannot be shown where it was meant to be.
struct FallbackTests {
    private static let personal = "conversations/a%3Achat-29%3Aines/activities"

    /// A bot whose targeted messages are answered with `response`.
    private static func bot(_ response: HTTP.Response?, _ then: HTTP.Response? = nil) -> Bot {
        let bot = Bot { $0.sending.retry = .never }
        bot.teams.state.withLock { state in
            state.override = { call in
                if call.path.hasSuffix("?isTargetedActivity=true") { return response }
                return call.path.hasPrefix("conversations/19%3A") ? nil : then
            }
        }
        return bot
    }

    private static let refusals: [(response: HTTP.Response, fallsBack: Bool)] = [
        (FakeTeams.refusal(404, "MemberNotFoundInConversation"), true),
        (FakeTeams.refusal(403, "NotEnoughPermissions"), true),
        (FakeTeams.refusal(403, "BotNotInConversationRoster"), true),
        (FakeTeams.refusal(404, "BotNotInConversationRoster"), true),
        (FakeTeams.refusal(404, "ConversationNotFound"), true),
        (FakeTeams.refusal(403, "ConversationBlockedByUser"), true),
        (FakeTeams.refusal(403, "BotDisabledByAdmin"), true),
        (FakeTeams.refusal(400, "ServiceError", "Unknown"), true),
        (FakeTeams.json(["errorCode": 209, "message": "{\"subCode\": \"MessageWritesBlocked\"}"], status: 403), true),
        (FakeTeams.refusal(403, "SomethingNew"), true),
        (HTTP.Response(status: 404), true),
        (FakeTeams.refusal(400, "BadArgument"), false),
        (FakeTeams.refusal(400, "BadArgument", "Failed to decrypt conversation ID"), false),
        (FakeTeams.refusal(401, "BotNotRegistered"), false),
        (FakeTeams.refusal(405, "MethodNotAllowed"), false),
        (FakeTeams.refusal(412, "PreconditionFailed"), false),
        (FakeTeams.refusal(413, "MessageSizeTooBig"), false),
        (FakeTeams.refusal(429, "Throttled"), false),
        (FakeTeams.refusal(500, "ServiceError"), false),
        (FakeTeams.refusal(502, "ServiceError"), false),
        (HTTP.Response(status: 503), false),
        (HTTP.Response(status: 504), false),
        (HTTP.Response(status: 201, body: Array("{".utf8)), false),
    ]

    @Test(arguments: refusals.indices)
    func onlyARefusalThatIsSureGoesAnotherWay(_ index: Int) async throws {
        let (response, fallsBack) = Self.refusals[index]
        let bot = Self.bot(response)
        let notes = Notes()
        bot.app.onMessage { context in
            do {
                let sent = try await context.send("secret", visibleTo: .sender, orElse: .personalChat)
                notes.add(sent.route.rawValue)
            } catch let error as ConnectorError {
                notes.add("refused \(error.status ?? 0)")
            }
        }
        _ = try await bot.post(Inbound.message("hi"))
        let paths = bot.teams.calls.map(\.path)
        if fallsBack {
            #expect(notes.all == ["personalChat"])
            #expect(paths.suffix(2) == ["conversations", Self.personal])
            #expect(bot.teams.calls.last?.text == "secret")
            #expect(bot.teams.calls.last?.body["recipient"] == nil)
        } else {
            #expect(notes.all == [response.status == 201 ? "direct" : "refused \(response.status)"])
            #expect(!paths.contains("conversations"), "\(paths)")
        }
        #expect(!paths.contains { $0.hasPrefix("conversations/19") && !$0.hasSuffix("?isTargetedActivity=true") })
    }

    @Test func withoutAFallbackARefusalIsAnError() async throws {
        let bot = Self.bot(FakeTeams.refusal(404, "MemberNotFoundInConversation"))
        let notes = Notes()
        bot.app.onMessage { context in
            do { try await context.send("secret", visibleTo: .sender) } catch { notes.add("\(error)") }
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(notes.all.count == 1)
        #expect(bot.teams.calls.count == 1)
    }

    @Test func whatArrivesGoesNoOtherWay() async throws {
        let bot = Self.bot(nil)
        let notes = Notes()
        bot.app.onMessage { context in
            notes.add(try await context.send("a", visibleTo: .sender, orElse: .personalChat).route.rawValue)
            notes.add(try await context.send("b", orElse: .personalChat).route.rawValue)
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(notes.all == ["direct", "direct"])
        #expect(bot.teams.calls.count == 2)
    }

    @Test func aPublicMessageIsNeverMovedIntoAChat() async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "BotNotInConversationRoster") } }
        let notes = Notes()
        bot.app.onMessage { context in
            do { try await context.send("b", orElse: .personalChat) } catch { notes.add("refused") }
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(notes.all == ["refused"])
        #expect(bot.teams.calls.count == 1)
    }

    @Test func theMessageIsTheSameAndLaterChangesFollowIt() async throws {
        let bot = Self.bot(FakeTeams.refusal(404, "MemberNotFoundInConversation"))
        let slash = Inbound.message("/tides", ["recipient": Inbound.targetedBot])
        let card = AdaptiveCard { TextBlock("x") }
        bot.app.onMessage { context in
            let sent = try await context.reply(
                Message("see ").attaching(Attachment(card)).alerting("news"), orElse: .personalChat)
            #expect(sent.conversation == "a:chat-29:ines" && sent.audience == .account("29:ines"))
            let stored = try JSONDecoder().decode(SentMessage.self, from: JSONEncoder().encode(sent))
            #expect(stored == sent && stored.route == .personalChat)
            try await sent.update("edited")
            bot.clock.advance(by: .seconds(1))  // the chat takes no more within this one
            try await bot.app.update(stored, "edited again")
            try await bot.app.delete(stored)
        }
        #expect(try await bot.post(slash).json?["error"] == nil)
        #expect(bot.log.records.filter { $0.level == .error }.isEmpty, "\(bot.log.records.map(\.text))")
        let calls = bot.teams.calls
        let (asked, sent) = (calls[0].body, calls[2].body)
        for name in ["text", "summary", "channelData"] { #expect(sent[name] == asked[name]) }
        #expect(calls[3].body["attachments"]?.arrayValue?.count == 1, "a message of its own, behind the text")
        for call in calls[2...3] {
            #expect(call.body["entities"] == nil, "it answers no message of this chat, and quotes none")
        }
        let changes = calls.dropFirst(4).map { "\($0.method) \($0.path)" }
        // The card goes with the first update, and, of the stored message, with the second.
        #expect(changes.map { $0.prefix(3) } == ["PUT", "DEL", "PUT", "DEL", "DEL", "DEL"])
        #expect(changes.allSatisfy { $0.contains(" \(Self.personal)/") && !$0.contains("isTargeted") }, "\(changes)")
    }

    @Test func aProactiveWhisperHasTheSameWayOut() async throws {
        let bot = Self.bot(FakeTeams.refusal(404, "MemberNotFoundInConversation"))
        try await bot.app.conversations.upsert([
            .sample("19:g@thread.v2"), .sample("a:known", person: "29:bo", directoryID: "b0"),
        ])
        let group = ConversationReference(
            "19:g@thread.v2", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
        let sent = [
            try await bot.app.send("1", to: group, visibleTo: .account("29:bo"), orElse: .personalChat),
            try await bot.app.send(
                "2", toConversation: "19:g@thread.v2", visibleTo: .account("29:bo"), orElse: .personalChat),
        ]
        #expect(sent.allSatisfy { $0.route == .personalChat && $0.conversation == "a:known" })
        #expect(bot.teams.calls.count { $0.path == "conversations/a%3Aknown/activities" } == 2)
        #expect(!bot.teams.calls.contains { $0.path == "conversations" }, "the chat was known")

        var marked = Activity(text: "3")
        marked.recipient = Account("29:bo")
        marked.recipient?.isTargeted = true
        let other = try await bot.app.send(Message(marked), to: group, orElse: .personalChat)
        #expect(other.route == .personalChat)
        #expect(bot.teams.calls.last?.body["recipient"] == nil)
    }

    private static let second: [(response: HTTP.Response, code: ConnectorError.Code)] = [
        (FakeTeams.refusal(403, "ForbiddenOperationException", "not for you"), .notInstalled),
        (FakeTeams.refusal(403, "ConversationBlockedByUser", "go away"), .blockedByUser),
        (HTTP.Response(status: 503), .serviceFailed),
    ]

    @Test(arguments: second.indices)
    func whenBothFailTheErrorSaysBoth(_ index: Int) async throws {
        let (response, code) = Self.second[index]
        let bot = Self.bot(FakeTeams.refusal(404, "MemberNotFoundInConversation", "no such member"), response)
        try await bot.app.conversations.upsert(.sample("19:g@thread.v2"))
        let error = await #expect(throws: AppError.self) {
            try await bot.app.send(
                "x", toConversation: "19:g@thread.v2", visibleTo: .account("29:ines"), orElse: .personalChat)
        }
        #expect(error?.code == .fallbackFailed)
        #expect(error?.causes.map(\.code) == [.memberNotFound, code])
        #expect(error?.message.contains("no such member") == true)
        #expect(error?.message.contains("create conversation was refused") == true)
    }

    @Test func aStoredMessageFromBeforeHasGoneTheDirectWay() throws {
        let old =
            #"{"conversation":"19:g","id":"1","audience":{"kind":{"everyone":{}}},"serviceUrl":"https://x.t","sentAt":0}"#
        let message = try JSONDecoder().decode(SentMessage.self, from: Data(old.utf8))
        #expect(message.route == .direct)
        let written = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
        #expect(!written.contains("route"))
    }
}

import HTTPKit
import JSONKit
import LockKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// Behaviours of other SDKs that have no better place.
struct BehaviourTests {
    @Test("SEND-12 What was sent has the id of the answer, and of all else what was asked for")
    func sent() async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { context in
            var activity = Activity(text: "hello")
            activity.id = "17"
            let sent = try await context.send(Message(activity), visibleTo: .sender)
            notes.add("\(sent.id?.rawValue ?? "") \(sent.conversation) \(sent.audience.onlyAccount?.rawValue ?? "")")
        }
        #expect(try await bot.post(Inbound.message("hi")).status == 200)
        #expect(notes.all == ["1795161600001 \(Inbound.groupChat) 29:ines"])
    }

    @Test("CONV-17 One transport carries everything: keys, tokens, messages and questions")
    func transport() async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.members = [["id": "29:ines", "name": "Ines"]] }
        bot.app.onMessage { context in
            try await context.send("hello")
            _ = try await context.members()
        }
        #expect(try await bot.post(Inbound.message("hi")).status == 200)
        let urls = bot.teams.state.withLock { $0.requests }.map(\.url)
        for part in ["/openidconfiguration", "/v1/keys", "/oauth2/v2.0/token", "/activities", "/pagedMembers"] {
            #expect(urls.contains { $0.contains(part) }, "\(part)")
        }
    }

    @Test(
        "FX-7, FX-8 Who is not there any more is left out from then on; who is only throttled is not",
        arguments: [
            (403, "BotNotInConversationRoster", false), (404, "ConversationNotFound", false),
            (429, "Throttled", true), (500, "ServiceError", true), (412, "PreconditionFailed", true),
        ])
    func reachable(status: Int, code: String, isReachable: Bool) async throws {
        let bot = Bot { $0.sending.retry = .never }
        bot.teams.state.withLock { state in state.override = { _ in FakeTeams.refusal(status, code) } }
        bot.app.onMessage { context in _ = try? await context.send("hello") }
        #expect(try await bot.post(Inbound.message("hi", in: Inbound.personal)).status == 200)
        let known = try #require(try await bot.app.conversations.conversation("a:1ines"))
        #expect(known.isReachable == isReachable)
    }
}

import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// Answers that a bot has got, one after the other.
private final class Heard: Sendable {
    private let stream: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    init() { (stream, continuation) = AsyncStream.makeStream(of: String.self) }
    func add(_ text: String) { continuation.yield(text) }
    func next() async -> String? {
        for await text in stream { return text }
        return nil
    }
}

struct QuestionTests {
    private static let mention: JSONObject = [
        "entities": [["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"]]
    ]

    /// A bot that asks who writes "dock", and tells what became of it.
    private func asking(_ heard: Heard, timeout: Duration = .seconds(60)) -> Bot {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage(.equals("dock")) { context in
            do {
                let answer = try await context.ask("Which berth?", timeout: timeout)
                heard.add("answer \(answer.text)")
            } catch let error as AppError {
                heard.add("error \(error.code.rawValue)")
            } catch {
                heard.add("error \(type(of: error))")
            }
        }
        bot.app.onMessage { heard.add("message \($0.text)") }
        return bot
    }

    /// Posts "dock" and returns once the question is sent and its time-out runs.
    private func begin(_ bot: Bot, in conversation: JSONValue = Inbound.personal, _ more: JSONObject = [:]) async {
        let sleepers = bot.clock.sleeperCount
        Task { _ = try await bot.post(Inbound.message("dock", id: "1", in: conversation, more)) }
        await bot.clock.waitForSleepers(sleepers + 2)
    }

    @Test func theNextMessageOfAPersonalChatIsTheAnswerAndNoOtherHandlerSeesIt() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot)
        #expect(try await bot.post(Inbound.message("berth 4", id: "2", in: Inbound.personal)).status == 200)
        #expect(await heard.next() == "answer berth 4")
        _ = try await bot.post(Inbound.message("thanks", id: "3", in: Inbound.personal))
        #expect(await heard.next() == "message thanks")
    }

    private static let group = "19:g@thread.v2"
    private static let inGroup: [(more: JSONObject, isAnswer: Bool)] = [
        ([:], false),
        (mention, true),
        (["recipient": Inbound.targetedBot], true),
        (["replyToId": "1795161600001"], true),
        (["replyToId": "17"], false),
        (["entities": [["type": "quotedReply", "quotedReply": ["messageId": "1795161600001"]]]], true),
        (["entities": [["type": "quotedReply", "quotedReply": ["messageId": "17"]]]], false),
        (["from": ["id": "29:olu"], "entities": mention["entities"] ?? []], false),
        (["from": ["id": "29:olu"], "replyToId": "1795161600001"], false),
    ]

    @Test(arguments: inGroup)
    func inAGroupTheAnswerIsWhatThePersonWritesToTheBotOrToTheQuestion(more: JSONObject, isAnswer: Bool) async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot, in: Inbound.group)
        _ = try await bot.post(Inbound.message("4", id: "2", in: Inbound.group, more))
        #expect(await heard.next() == (isAnswer ? "answer 4" : "message 4"))
    }

    private static let inChannel: [(thread: String, more: JSONObject, isAnswer: Bool)] = [
        ("19:berth@thread.tacv2;messageid=1", [:], true),
        ("19:berth@thread.tacv2;messageid=9", [:], false),
        ("19:berth@thread.tacv2;messageid=9", mention, false),
        ("19:berth@thread.tacv2;messageid=9", ["recipient": Inbound.targetedBot], true),
        ("19:berth@thread.tacv2;messageid=1", ["from": ["id": "29:olu"]], false),
        ("19:other@thread.tacv2;messageid=1", [:], false),
    ]

    @Test(arguments: inChannel)
    func inAChannelTheAnswerStandsInTheThreadOfTheQuestion(thread: String, more: JSONObject, isAnswer: Bool)
        async throws
    {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot, in: Inbound.channel("19:berth@thread.tacv2;messageid=1"))
        _ = try await bot.post(Inbound.message("4", id: "2", in: Inbound.channel(thread), more))
        #expect(await heard.next() == (isAnswer ? "answer 4" : "message 4"))
    }

    @Test func whatWasWrittenToTheBotAloneIsAskedAboutInPrivate() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot, in: Inbound.group, ["recipient": Inbound.targetedBot])
        #expect(bot.teams.calls.last?.path.contains("isTargetedActivity=true") == true)
        _ = try await bot.post(Inbound.message("4", id: "2", ["recipient": Inbound.targetedBot]))
        #expect(await heard.next() == "answer 4")
    }

    @Test func aButtonOfTheQuestionAnswersAndOneOfAnotherCardDoesNot() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot)
        let asked = "1795161600001"
        _ = try await bot.post(
            Inbound.message("", id: "2", in: Inbound.personal, ["value": ["berth": 3], "replyToId": "17"]))
        #expect(await heard.next() == "message ")
        _ = try await bot.post(
            Inbound.message("", id: "3", in: Inbound.personal, ["value": ["berth": 4], "replyToId": .string(asked)]))
        #expect(await heard.next() == "answer ")
    }

    @Test func afterTheTimeOutNothingIsAnAnswer() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot)
        bot.clock.advance(by: .seconds(60))
        #expect(await heard.next() == "error noAnswer")
        _ = try await bot.post(Inbound.message("4", id: "2", in: Inbound.personal))
        #expect(await heard.next() == "message 4")
    }

    @Test func aQuestionTakesThePlaceOfTheOneBefore() async throws {
        let heard = Heard()
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage(.contains("dock")) { context in
            do {
                heard.add("\(context.text): \(try await context.ask("Which berth?").text)")
            } catch let error as AppError {
                heard.add("\(context.text): \(error.code.rawValue)")
            }
        }
        // The person's second "dock" would be the answer to the first question: it comes by another way.
        await begin(bot)
        let again = Inbound.message("/dock 2", id: "2", in: Inbound.personal)
        bot.app.command("dock", .word("n"), help: "") { context, n in
            heard.add("second: \(try await context.ask("And which now?").text)")
        }
        Task { _ = try await bot.post(again) }
        #expect(await heard.next() == "dock: questionReplaced")
        await bot.clock.waitForSleepers(2)
        _ = try await bot.post(Inbound.message("5", id: "3", in: Inbound.personal))
        #expect(await heard.next() == "second: 5")
    }

    @Test func theRemovalOfTheBotEndsTheWaiting() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot)
        let removal: JSONObject = ["action": "remove", "id": "f:2", "conversation": Inbound.personal]
        _ = try await bot.post(Inbound.event("installationUpdate", removal))
        #expect(await heard.next() == "error botRemoved")
    }

    @Test func theEndOfTheProcessEndsTheWaitingAtOnce() async throws {
        let heard = Heard()
        let bot = asking(heard)
        await begin(bot)
        await bot.app.drain()
        #expect(await heard.next() == "error shuttingDown")
    }

    @Test func theDeadlineOfTheTurnEndsTheWaiting() async throws {
        let heard = Heard()
        let bot = asking(heard, timeout: .seconds(3600))
        await begin(bot)
        bot.clock.advance(by: .seconds(300))
        #expect(await heard.next() == "error CancellationError")
    }

    @Test func aQuestionThatCannotBeSentWaitsForNothing() async throws {
        let heard = Heard()
        let bot = Bot { $0.sending.isPaced = false }
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "BotDisabledByAdmin") } }
        bot.app.onMessage(.equals("dock")) { context in
            do { _ = try await context.ask("Which berth?") } catch { heard.add("refused") }
        }
        bot.app.onMessage { heard.add("message \($0.text)") }
        _ = try await bot.post(Inbound.message("dock", id: "1", in: Inbound.personal))
        #expect(await heard.next() == "refused")
        _ = try await bot.post(Inbound.message("4", id: "2", in: Inbound.personal))
        #expect(await heard.next() == "message 4")
    }
}

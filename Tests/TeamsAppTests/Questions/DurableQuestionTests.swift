import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct DurableQuestionTests {
    private struct Failure: Error {}

    private func harbor(_ path: String, failing: Int = 0, timeout: Duration = .seconds(3600)) throws -> (Bot, Log) {
        let log = Log()
        let bot = Bot { configuration in
            configuration.sending.isPaced = false
            configuration.conversationsFile = path
        }
        bot.app.onMessage(.equals("dock")) { context in
            try await context.ask("berth", "Which berth?", timeout: timeout, note: ["ship": "Anna"])
        }
        bot.app.onMessage(.equals("wait")) { context in
            log.add("waited \(try await context.ask("Which berth?", key: "berth").text)")
        }
        bot.app.onAnswer("berth") { context, question, answer in
            log.add("\(question.note?["ship"]?.stringValue ?? "-") \(answer.text)")
            if log.texts.count <= failing { throw Failure() }
        }
        bot.app.onMessage { log.add("message \($0.text)") }
        return (bot, log)
    }

    private final class Log: Sendable {
        private let kept = Mutex<[String]>([])
        var texts: [String] { kept.withLock { $0 } }
        func add(_ text: String) { kept.withLock { $0.append(text) } }
    }

    private func say(_ text: String, _ id: String, to bot: Bot) async throws {
        #expect(try await bot.post(Inbound.message(text, id: id, in: Inbound.personal)).status == 200)
    }

    @Test func theAnswerAfterARestartGoesToTheHandler() async throws {
        try await withStateFile { path in
            let (first, _) = try harbor(path)
            try await say("dock", "1", to: first)
            #expect(first.teams.calls.map(\.text) == ["Which berth?"])
            let (second, heard) = try harbor(path)
            try await say("4", "2", to: second)
            try await say("thanks", "3", to: second)
            #expect(heard.texts == ["Anna 4", "message thanks"])
        }
    }

    @Test func whatMadeTheBotAskIsNoAnswerWhenItIsDeliveredAgain() async throws {
        try await withStateFile { path in
            let (first, _) = try harbor(path)
            try await say("dock", "1", to: first)
            let (second, heard) = try harbor(path)
            try await say("dock", "1", to: second)
            #expect(heard.texts.isEmpty)
            #expect(second.teams.calls.map(\.text) == ["Which berth?"])
        }
    }

    @Test func anAwaitedQuestionWithAKeyIsAnsweredByTheHandlerAfterARestart() async throws {
        try await withStateFile { path in
            let (first, _) = try harbor(path)
            try await say("wait", "1", to: first)
            await first.app.drain()
            let (second, heard) = try harbor(path)
            try await say("4", "2", to: second)
            #expect(heard.texts == ["- 4"])
        }
    }

    @Test func anAwaitedAnswerDoesNotReachTheHandlerToo() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path)
            try await say("wait", "1", to: bot)
            try await say("4", "2", to: bot)
            try await say("5", "3", to: bot)
            await bot.app.drain()
            #expect(heard.texts.sorted() == ["message 5", "waited 4"])
        }
    }

    @Test func anAnswerThatComesTooLateIsAMessage() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path)
            try await say("dock", "1", to: bot)
            bot.clock.advance(by: .seconds(3600))
            try await say("4", "2", to: bot)
            #expect(heard.texts == ["message 4"])
        }
    }

    @Test func aHandlerThatFailsLeavesTheQuestionOpen() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path, failing: 1)
            try await say("dock", "1", to: bot)
            try await say("forty", "2", to: bot)
            try await say("4", "3", to: bot)
            try await say("5", "4", to: bot)
            #expect(heard.texts == ["Anna forty", "Anna 4", "message 5"])
        }
    }

    @Test func aHandlerMayAskTheNextQuestion() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path)
            bot.app.onMessage(.equals("form")) { try await $0.ask("name", "What is her name?") }
            bot.app.onAnswer("name") { context, _, answer in
                try await context.ask("berth", "Which berth?", note: ["ship": .string(answer.text)])
            }
            try await say("form", "1", to: bot)
            try await say("Berta", "2", to: bot)
            try await say("4", "3", to: bot)
            #expect(heard.texts == ["Berta 4"])
        }
    }

    @Test func theRemovalOfTheBotForgetsTheQuestion() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path)
            try await say("dock", "1", to: bot)
            let removal: JSONObject = ["action": "remove", "id": "f:2", "conversation": Inbound.personal]
            _ = try await bot.post(Inbound.event("installationUpdate", removal))
            try await say("4", "2", to: bot)
            #expect(heard.texts == ["message 4"])
        }
    }

    @Test func anotherPersonDoesNotAnswer() async throws {
        try await withStateFile { path in
            let (bot, heard) = try harbor(path)
            var reference = ConversationReference(
                "19:g@thread.v2", type: .groupChat, tenantId: "T", serviceUrl: Bot.serviceURL)
            reference.conversation?.isGroup = true
            let question = try await bot.app.ask("berth", "Which berth?", of: Account("29:ines"), in: reference)
            let asked = JSONValue.string(question.message?.id?.rawValue ?? "")
            _ = try await bot.post(Inbound.message("3", id: "1", ["from": ["id": "29:olu"], "replyToId": asked]))
            _ = try await bot.post(Inbound.message("4", id: "2", ["replyToId": asked]))
            #expect(heard.texts == ["message 3", "- 4"])
        }
    }

    @Test func aQuestionSurvivesBeingStored() throws {
        let question = QuestionDraft(
            key: "berth", reference: ConversationReference("a:1", type: .personal, serviceUrl: Bot.serviceURL),
            person: Account("29:ines", name: "Ines"), timeout: .seconds(90), note: ["ship": "Anna"]
        ).question(askedAt: Date(timeIntervalSince1970: 1_800_000_000))
        let stored = try JSONDecoder().decode(Question.self, from: JSONEncoder().encode(question))
        #expect(stored == question)
        #expect(stored.expiresAt.timeIntervalSince(stored.askedAt) == 90)
    }

    private static let badDrafts: [(conversation: JSONValue, person: Account, timeout: Duration, code: AppError.Code)] =
        [
            (Inbound.personal, Account(), .seconds(1), .incompleteReference),
            (Inbound.personal, Account("29:olu"), .seconds(1), .audience),
            (Inbound.personal, Account("29:ines"), .zero, .message),
        ]

    @Test(arguments: badDrafts)
    func aQuestionThatNobodyCouldAnswerIsNotSent(
        conversation: JSONValue, person: Account, timeout: Duration, code: AppError.Code
    ) async throws {
        let bot = Bot()
        let codes = Mutex<[AppError.Code]>([])
        bot.app.onMessage { context in
            do { try await context.ask("berth", "Which berth?", of: person, timeout: timeout) } catch let error
                as AppError
            {
                codes.withLock { $0.append(error.code) }
            }
        }
        _ = try await bot.post(Inbound.message("dock", in: conversation))
        #expect(codes.withLock { $0 } == [code])
        #expect(bot.teams.calls.isEmpty)
    }

    @Test func twoHandlersOfOneKeyContradictEachOther() throws {
        let bot = Bot()
        bot.app.onAnswer("berth") { _, _, _ in }
        bot.app.onAnswer("berth") { _, _, _ in }
        let error = try #require(throws: AppError.self) { try bot.app.prepare() }
        #expect(error.code == .duplicateHandler)
    }
}

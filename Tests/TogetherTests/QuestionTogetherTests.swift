import Foundation
import JSONKit
import Teams
import Testing

/// A bot that asks people in Local Teams, and what they answer there.
struct QuestionTogetherTests {
    private static let visits: StateKey<Int> = "visits"

    private func register(_ app: App) {
        app.command("dock", .word("ship"), help: "Finds a berth.") { context, ship in
            try await context.ask("berth", "Which berth for \(ship)?", note: .string(ship))
        }
        app.onAnswer("berth") { context, question, answer in
            try await context.send("\(question.note?.stringValue ?? "?") goes to \(answer.text).")
        }
        app.onMessage { context in
            let count = try await context.state(for: .conversation).update(Self.visits, default: 0) { count in
                count += 1
                return count
            }
            try await context.send("\(count): \(context.text)")
        }
    }

    @Test func inAGroupTheOneWhoWasAskedAnswersAndTheOthersAreHeardAsEver() async throws {
        try await Quay.with(register: register) { quay in
            let group = try #require(
                quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
            func say(_ text: String, as person: String) async throws {
                try await quay.gesture(
                    "POST", "conversations/\(group.inPath)/messages",
                    ["as": .string(person), "text": .string(text), "mentions": [quay.bot]])
            }
            try await say("dock Anna", as: "ines")
            try await say("4", as: "bo")
            try await say("7", as: "ines")
            try await say("8", as: "ines")
            let texts = try await quay.texts(in: group).filter { !$0.contains("<at>") && !$0.contains("dock") }
            #expect(
                texts.filter { $0.contains("Anna") || $0.contains(":") }
                    == ["Which berth for Anna?", "1: 4", "Anna goes to 7.", "2: 8"])
        }
    }

    @Test func whatIsAskedAboutAWhisperIsSeenByOnePersonAlone() async throws {
        try await Quay.with(register: register) { quay in
            let group = try #require(
                quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
            for text in ["/dock Anna", "7"] {
                try await quay.gesture(
                    "POST", "conversations/\(group.inPath)/messages",
                    ["as": "ines", "text": .string(text), "onlyTo": quay.bot])
            }
            let own = try await quay.texts(in: group)
            #expect(own.contains("Which berth for Anna?") && own.contains("Anna goes to 7."))
            #expect(try await quay.texts(in: group, as: "bo").allSatisfy { !$0.contains("Anna") })
        }
    }

    @Test func aHandlerThatWaitsGetsTheNextMessageOfThePersonalChat() async throws {
        func waiting(_ app: App) {
            app.onMessage { context in
                let answer = try await context.ask("Which berth?")
                try await context.send("Berth \(answer.text) it is.")
            }
        }
        try await Quay.with(register: waiting) { quay in
            let chat = try await quay.chat()
            func say(_ text: String) async throws {
                try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": .string(text)])
            }
            // Each returns when the bot has answered: the first one as soon as it waits for the person.
            try await say("dock")
            try await say("4")
            await quay.app.drain()
            let said = try await quay.texts(in: chat.removingPercentEncoding ?? "")
            #expect(said == ["dock", "Which berth?", "4", "Berth 4 it is."])
        }
    }
}

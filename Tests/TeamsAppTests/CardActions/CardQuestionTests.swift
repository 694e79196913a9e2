import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("A question with buttons")
struct CardQuestionTests {
    private static let asked = "1795161600001"
    private static let card = AdaptiveCard { TextBlock("Approve?") }

    private func bot(_ seen: Presser) -> Bot {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage(.equals("go")) { context in try await context.ask("approval", Self.card, note: 81) }
        bot.app.onAnswer("approval") { context, question, answer in
            _ = seen.note(
                "\(question.note ?? nil) \(answer.press?.verb ?? answer.text) \(answer.value?["note"] ?? nil)")
            try await answer.asked?.update("Done.")
        }
        bot.app.onCardAction { context in seen.note("card \(try context.press.verb ?? "")") }
        bot.app.onMessage { context in _ = seen.note("message") }
        return bot
    }

    private static let presses: [(body: JSONValue, word: String)] = [
        (Pressed.execute("yes", ["note": "x"], more: ["replyToId": .string(asked)]), #"81 yes "x""#),
        (Pressed.submit(["action": "yes", "note": "x"], ["replyToId": .string(asked)]), #"81 yes "x""#),
        (Pressed.execute("yes", more: ["replyToId": "17"]), "card yes"),
        (Pressed.execute("yes"), "card yes"),
        (Pressed.execute("yes", trigger: "automatic", more: ["replyToId": .string(asked)]), "card yes"),
        (Pressed.execute("yes", more: ["replyToId": .string(asked), "from": ["id": "29:olu"]]), "card yes"),
        (Pressed.submit(["action": "yes"], ["replyToId": .string(asked), "from": ["id": "29:olu"]]), "card yes"),
    ]

    @Test("is answered by the one who was asked, with a button of its card alone", arguments: presses.indices)
    func answers(_ index: Int) async throws {
        let row = Self.presses[index]
        let seen = Presser()
        let bot = bot(seen)
        _ = try await bot.post(Inbound.message("go"))
        let response = try await bot.post(row.body)
        #expect(response.status == 200)
        #expect(seen.words == [row.word])
        guard row.word.hasPrefix("81") else { return }
        #expect(
            response.json?["type"]
                == (row.body["type"] == "invoke" ? "application/vnd.microsoft.activity.message" : nil))
        #expect(bot.teams.calls.last?.path.hasSuffix("activities/\(Self.asked)") == true)
        // It is over: the next press is none.
        var again = row.body.objectValue ?? [:]
        again["id"] = "f:2"
        _ = try await bot.post(.object(again))
        #expect(seen.words == [row.word, "card yes"])
    }

    @Test("in a whisper is changed as a whisper")
    func whisper() async throws {
        let seen = Presser()
        let bot = bot(seen)
        _ = try await bot.post(Inbound.message("go", ["recipient": Inbound.targetedBot]))
        _ = try await bot.post(
            Pressed.execute("yes", more: ["replyToId": .string(Self.asked), "recipient": Inbound.targetedBot]))
        #expect(seen.words == ["81 yes null"])
        #expect(bot.teams.calls.map(\.method) == ["POST", "PUT"])
        #expect(bot.teams.calls.allSatisfy { $0.path.hasSuffix("isTargetedActivity=true") })
    }

    @Test("can be a command's, whose answer is a card")
    func command() async throws {
        let bot = Bot()
        bot.app.command("berths", help: "Shows them.") { context in try await context.send(Self.card) }
        for body in [
            Inbound.message("berths"), Inbound.message("/berths", id: "2", ["recipient": Inbound.targetedBot]),
        ] {
            _ = try await bot.post(body)
        }
        #expect(bot.teams.calls.map { $0.body["attachments"]?[0]?["content"] } == [Self.card.json, Self.card.json])
        #expect(bot.teams.calls.map { $0.path.hasSuffix("isTargetedActivity=true") } == [false, true])
    }
}

import HTTPKit
import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct CommandTurnTests {
    private func harbor() -> Bot {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.command("remind", .integer("minutes", in: 1...60), .text("text"), help: "Reminds you.") {
            context, minutes, text in
            try await context.send("\(minutes * 60) s: \(text)")
        }
        bot.app.command("remind list", help: "Lists reminders.") { try await $0.send("none") }
        bot.app.command(
            "berth", .choice("side", of: ["Port", "Starboard"]), .optional(.number("metres")), help: "Berth."
        ) {
            context, side, metres in
            try await context.send("\(side) \(metres.map { "\($0)" } ?? "any")")
        }
        bot.app.command("help", help: "Shows this.", in: [.personal, .groupChat]) { try await $0.send($0.commandHelp) }
        bot.app.onMessage { try await $0.send("? \($0.text)") }
        return bot
    }

    private static let turns: [(text: String, answer: String)] = [
        ("remind 5 tea", "300 s: tea"),
        ("/Remind  5   tea  and toast", "300 s: tea  and toast"),
        ("<at>Harbor</at> remind 5 tea", "300 s: tea"),
        ("remind list", "none"),
        ("remind 61 tea", "`minutes` must be a whole number from 1 to 60. Usage: `remind <minutes> <text…>`"),
        ("remind soon tea", "`minutes` must be a whole number from 1 to 60. Usage: `remind <minutes> <text…>`"),
        ("remind 5", "`text` must be a text. Usage: `remind <minutes> <text…>`"),
        ("remind", "`minutes` must be a whole number from 1 to 60. Usage: `remind <minutes> <text…>`"),
        ("berth port", "Port any"),
        ("BERTH \"starboard\" 4.5", "Starboard 4.5"),
        ("berth middle", "`side` must be one of Port, Starboard. Usage: `berth <side> [metres]`"),
        ("berth port deep", "`metres` must be a number, such as 1.5. Usage: `berth <side> [metres]`"),
        ("berth port 4 5", "That is more than this command takes. Usage: `berth <side> [metres]`"),
        ("help me, please", "? help me, please"),
        ("/help me", "That is more than this command takes. Usage: `help`"),
        ("reminders", "? reminders"),
        (
            "help",
            """
            - `remind <minutes> <text…>`: Reminds you.
            - `remind list`: Lists reminders.
            - `berth <side> [metres]`: Berth.
            - `help`: Shows this.
            """
        ),
    ]

    @Test(arguments: turns)
    func aTextRunsTheCommandThatItNames(text: String, answer: String) async throws {
        let bot = harbor()
        let mention: JSONValue = ["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"]
        #expect(try await bot.post(Inbound.message(text, ["entities": [mention]])).status == 200)
        #expect(bot.teams.calls.map(\.text) == [answer])
    }

    @Test func theHelpOfAConversationNamesWhatIsOfferedThere() async throws {
        let bot = harbor()
        #expect(bot.app.commandHelp(in: .team).contains("help") == false)
        #expect(bot.app.commandHelp.contains("`help`"))
    }

    @Test func aWhisperedCommandIsAnsweredInAWhisper() async throws {
        let bot = harbor()
        _ = try await bot.post(Inbound.message("/remind x", ["recipient": Inbound.targetedBot]))
        let call = try #require(bot.teams.calls.first)
        #expect(call.path.contains("isTargetedActivity=true"))
        #expect(call.text?.hasPrefix("`minutes` must be") == true)
    }

    @Test func theBotMaySayInItsOwnWordsWhatIsWrong() async throws {
        let bot = harbor()
        bot.app.onCommandProblem { context, problem in
            try await context.send("\(problem.command)/\(problem.argument ?? "-"): \(problem.usage)")
        }
        _ = try await bot.post(Inbound.message("remind x"))
        #expect(bot.teams.calls.map(\.text) == ["remind/minutes: remind <minutes> <text…>"])
    }

    @Test func aWholeTextComesBeforeACommandAndACommandBeforeAPart() async throws {
        let bot = harbor()
        bot.app.onMessage(.equals("remind 5 tea")) { try await $0.send("whole") }
        bot.app.onMessage(.contains("remind 7 cocoa please")) { try await $0.send("part") }
        _ = try await bot.post(Inbound.message("remind 5 tea", id: "1"))
        _ = try await bot.post(Inbound.message("remind 7 cocoa please", id: "2"))
        #expect(bot.teams.calls.map(\.text) == ["whole", "420 s: cocoa please"])
    }

    @Test func twoCommandsOfOneNameContradictEachOther() throws {
        let bot = harbor()
        bot.app.command("Remind", .word("what"), help: "") { _, _ in }
        let error = try #require(throws: AppError.self) { try bot.app.prepare() }
        #expect(error.code == .duplicateHandler)
        #expect(error.message.contains("two handlers for the command \"Remind\""))
    }

    @Test func aCommandWithoutANameIsRefusedBeforeItRuns() throws {
        let bot = Bot()
        bot.app.command(" / ", help: "") { _ in }
        #expect(throws: AppError.self) { try bot.app.prepare() }
        #expect(bot.app.services.commands.isSlashCommand("/") == false)
    }
}

import JSONKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// Words, arguments and menus; `CommandTurnTests` has what becomes of them in a turn.
struct CommandTests {
    private static let splits: [(text: String, words: [String])] = [
        ("", []),
        ("  5   tea ", ["5", "tea"]),
        ("5\u{A0}tea\nnow", ["5", "tea", "now"]),
        ("\"high water\" now", ["high water", "now"]),
        ("“high water” „low water“ «slack»", ["high water", "low water", "slack"]),
        ("\"a\"b\" c", ["a\"b", "c"]),
        ("\"never closed", ["\"never", "closed"]),
        ("say\"so\" \"\"", ["say\"so\"", ""]),
    ]

    @Test(arguments: splits)
    func wordsAreSplitAtWhiteSpaceOutsideOfQuotations(text: String, expected: [String]) {
        var words = CommandWords(text)
        var found: [String] = []
        while let word = words.next() { found.append(word) }
        #expect(found == expected)
        #expect(words.isEmpty)
    }

    @Test func theRestIsTakenAsItWasWritten() {
        var words = CommandWords(" 5  tea  and\n\nbiscuits \n")
        #expect(words.next() == "5")
        #expect(words.takeRest() == "tea  and\n\nbiscuits")
        #expect(words.takeRest() == nil)
    }

    @Test(arguments: ["\" ", "\"x", "a ", "“”"])
    func wordsCostTimeInProportionToTheText(unit: String) {
        let growth = growth(of: { String(repeating: unit, count: $0) }) { text in
            var words = CommandWords(text)
            while words.next() != nil {}
        }
        #expect(growth <= linear)
    }

    private static let matches: [(name: String, arguments: [String], text: String, isCommand: Bool)] = [
        ("remind", ["<n>"], "remind 5", true), ("remind", ["<n>"], "ReMind   5", true),
        ("remind", ["<n>"], "/remind 5", true), ("remind", ["<n>"], "remind", true),
        ("remind", ["<n>"], "reminder 5", false), ("remind", ["<n>"], "please remind 5", false),
        ("/Remind  me", ["<n>"], "remind\u{A0}me 5", true), ("remind me", ["<n>"], "remind 5", false),
        ("help", [], "help", true), ("help", [], " HELP ", true), ("help", [], "/help", true),
        ("help", [], "help me with this", false), ("help", [], "/help me", true), ("help", [], "", false),
        ("help", [], "//help", false), ("help", [], "/ help", true),
    ]

    @Test(arguments: matches)
    func aCommandIsFoundByItsName(name: String, arguments: [String], text: String, isCommand: Bool) {
        let command = Command(
            name, help: "", scopes: .everywhere, arguments: arguments, place: .init(file: "", line: 1))
        #expect((command.rest(of: text) != nil) == isCommand)
    }

    private func menus(_ commands: [(name: String, help: String, scopes: [CommandScope])]) throws -> JSONValue {
        let bot = Bot()
        for command in commands {
            bot.app.command(command.name, help: command.help, in: command.scopes) { _ in }
        }
        return try bot.app.commandLists()
    }

    @Test func theManifestHasAListForEachScopeAndOneForScopesThatAreAlike() throws {
        #expect(
            try menus([
                ("tides", "When it is high", .everywhere), ("dock", "Finds a berth", [.team, .groupChat]),
            ]) == [
                ["scopes": ["personal"], "commands": [["title": "tides", "description": "When it is high"]]],
                [
                    "scopes": ["team", "groupChat"],
                    "commands": [
                        ["title": "tides", "description": "When it is high"],
                        ["title": "dock", "description": "Finds a berth"],
                    ],
                ],
            ])
        #expect(try menus([]) == [])
        let bot = Bot()
        bot.app.command("tides", help: "When", in: [.personal]) { _ in }
        #expect(try bot.app.commandLists(triggers: [.mention, .slash])[0]?["triggers"] == ["mention", "slash"])
    }

    @Test func whatAManifestDoesNotTakeIsNamed() throws {
        let long = String(repeating: "n", count: 33)
        let error = try #require(throws: AppError.self) {
            try menus([(long, "x", [.team]), ("tides", String(repeating: "h", count: 129), [.team])])
        }
        #expect(error.code == .configuration)
        #expect(error.message.contains("33") && error.message.contains("\"tides\" has 129"))
        let eleven: [(name: String, help: String, scopes: [CommandScope])] = (1...11).map {
            ("c\($0)", "x", [.personal])
        }
        #expect(throws: AppError.self) { try menus(eleven) }
        #expect(try menus(Array(eleven.dropLast()))[0]?["commands"]?.arrayValue?.count == 10)
    }
}

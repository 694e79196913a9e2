import ServiceKit
import Testing

private let parser = CommandLineParser(
    "teams", "Tools for Microsoft Teams bots.",
    options: [.flag("verbose", "Say more.", short: "v")],
    subcommands: [
        CommandLineParser(
            "local", "Runs Teams on this machine.",
            options: [
                .value("port", "number", "Port of the page.", short: "p", default: "3979"),
                .value("bot", "url", "Messaging endpoint of a bot.", repeats: true),
                .value("tenant", "id", "Tenant of the world.", isRequired: true),
            ],
            arguments: [
                .init("world", "File of the world."), .init("extra", "More files.", isRequired: false, repeats: true),
            ]),
        CommandLineParser("card", "Checks a card.", arguments: [.init("file", "The card.", isRequired: false)]),
    ])

private func invocation(_ words: String...) throws -> CommandInvocation {
    guard case .run(let invocation) = try parser.parse(words) else { throw SettingError(setting: "", message: "help") }
    return invocation
}

@Test func commandLineReadsOptionsFlagsAndArguments() throws {
    let command = try invocation(
        "-v", "local", "a.db", "--port=4000", "--bot", "http://a", "--tenant", "t", "--bot=http://b=c", "--", "--b.db",
        "-c")
    #expect(command.path == ["local"])
    #expect(command.flag("verbose"))
    #expect(try command.option("port")?.integer(in: 0...65535) == 4000)
    #expect(command.options("bot").map(\.text) == ["http://a", "http://b=c"])
    #expect(command.argument("world")?.text == "a.db")
    #expect(command.arguments("extra").map(\.text) == ["--b.db", "-c"])
}

@Test func commandLineFallsBackToDefaults() throws {
    let command = try invocation("local", "--tenant", "t", "a.db")
    #expect(command.option("port")?.text == "3979")
    #expect(command.options("bot").isEmpty)
    #expect(!command.flag("verbose"))
    #expect(command.arguments("extra").isEmpty)
    #expect(try invocation("card").argument("file") == nil)
}

@Test func commandLineOptionsOfTheParentStandAnywhere() throws {
    #expect(try invocation("card", "--verbose").flag("verbose"))
    #expect(try invocation("local", "x", "--tenant", "t", "-p", "1").option("port")?.text == "1")
}

private let refusals: [(words: [String], setting: String, message: String)] = [
    ([], "teams", "teams needs a command: one of local, card"),
    (["locla"], "locla", "locla is no command of teams; did you mean local?"),
    (["zzzzzzzz"], "zzzzzzzz", "zzzzzzzz is no command of teams; the commands are local, card"),
    (["local", "--prot", "1"], "--prot", "--prot is not an option of teams local; did you mean --port?"),
    (["local", "--PORT", "1"], "--PORT", "--PORT is not an option of teams local; did you mean --port?"),
    (["local", "--quux"], "--quux", "--quux is not an option of teams local"),
    (["local", "-port"], "-port", "-port is not an option of teams local; did you mean --port?"),
    (["local", "-x"], "-x", "-x is not an option of teams local"),
    (["local", "--port"], "--port", "--port needs a value: --port <number>"),
    (["local", "--port", "--bot"], "--port", "--port needs a value: --port <number>"),
    (["local", "--port", ""], "--port", "--port needs a value: --port <number>"),
    (["local", "--port="], "--port", "--port needs a value: --port <number>"),
    (["local", "--port", "1", "--port", "2"], "--port", "--port stands twice; it has one value"),
    (["local", "--verbose=yes"], "--verbose", "--verbose takes no value"),
    (["local", "x"], "--tenant", "--tenant is missing; teams local needs it (see --help)"),
    (["local", "--tenant", "t"], "world", "<world> is missing; teams local needs it (see --help)"),
    (["card", "a", "b"], "b", "b is one word too many for teams card (see --help)"),
    (["local", "--\u{1b}[31m"], "--\u{1b}[31m", "--[31m is not an option of teams local"),
]

@Test(arguments: refusals)
func commandLineNamesTheWordAtFault(words: [String], setting: String, message: String) {
    #expect(throws: SettingError(setting: setting, message: message)) { try parser.parse(words) }
}

@Test func commandLineExplainsItself() throws {
    #expect(
        try parser.parse(["--help"])
            == .help(
                """
                Usage: teams [options] <command>

                Tools for Microsoft Teams bots.

                Commands:
                  local  Runs Teams on this machine.
                  card   Checks a card.

                Options:
                  -v, --verbose  Say more.
                  -h, --help     Show this text.

                """))
    #expect(
        try parser.parse(["local", "-h", "--unknown"])
            == .help(
                """
                Usage: teams local --tenant <id> [options] <world> [<extra>…]

                Runs Teams on this machine.

                Arguments:
                  <world>  File of the world.
                  <extra>  More files.

                Options:
                  -p, --port <number>  Port of the page. (default: 3979)
                  --bot <url>          Messaging endpoint of a bot. May be repeated.
                  --tenant <id>        Tenant of the world.
                  -v, --verbose        Say more.
                  -h, --help           Show this text.

                """))
}

import Foundation
import LocalTeams
import LockKit
import ServiceKit
import Testing

@testable import TeamsCommand

/// What a command wrote.
private final class Written: Sendable {
    private let text = Mutex("")

    var output: TextOutput {
        TextOutput { [self] text in self.text.withLock { $0 += text } }
    }
    var all: String { text.withLock { $0 } }
}

private func run(_ arguments: [String]) async -> (status: Int32, output: String, errors: String) {
    let (output, errors) = (Written(), Written())
    let status = await TeamsCommand.run(arguments, output: output.output, errors: errors.output)
    return (status, output.all, errors.all)
}

private func options(_ arguments: [String]) throws -> LocalTeamsOptions {
    guard case .run(let invocation) = try TeamsCommand.parser.parse(["local"] + arguments) else {
        throw SettingError(setting: "", message: "help")
    }
    return try LocalTeamsOptions(invocation)
}

/// Command lines that are wrong, and the word that names the culprit.
private let mistakes: [(arguments: [String], culprit: String)] = [
    (["local", "--prot", "1"], "--prot"),
    (["local", "--port"], "--port"),
    (["local", "--port", "many"], "--port"),
    (["local", "--port", "70000"], "--port"),
    (["local", "--auth", "maybe"], "--auth"),
    (["local", "--clock", "sundial"], "--clock"),
    (["local", "--bot", "ftp://127.0.0.1/"], "--bot"),
    (["local", "--port", "0", "--bot", "https://example.com/api/messages"], "--bot"),
    (["local", "--port", "0", "--host", "203.0.113.7"], "--host"),
    (["local", "--port", "0", "--workspace", "/nowhere/workspace.json"], "--workspace"),
    (["local", "--port", "0", "--data", "/nowhere/world.db"], "--data"),
    (["local", "extra"], "extra"),
    (["locla"], "locla"),
]

@Suite struct CommandLineTests {
    @Test(arguments: mistakes)
    func aMistakeIsNamedInOneLine(arguments: [String], culprit: String) async {
        let (status, output, errors) = await run(arguments)
        #expect(status == 1)
        #expect(output.isEmpty)
        #expect(errors.contains(culprit))
        #expect(errors.split(separator: "\n").count == 1)
        #expect(errors.hasPrefix("teams: "))
    }

    @Test func theVersionIsOneLine() async {
        let (status, output, errors) = await run(["--version"])
        #expect(status == 0)
        #expect(output == "teams \(TeamsCommand.version)\n")
        #expect(errors.isEmpty)
    }

    @Test(arguments: [[], ["--help"], ["local", "--help"]])
    func helpTellsEveryCommandAndOption(arguments: [String]) async {
        let (status, output, _) = await run(arguments)
        #expect(status == 0)
        let words =
            arguments.first == "local"
            ? [
                "--port", "--host", "--workspace", "--data", "--auth", "--lenient", "--clock", "--bot", "--client-id",
                "--client-secret", "--scopes", "--permissions", "--open",
            ] : TeamsCommand.subcommands.map(\.parser.name) + ["--version"]
        for word in words { #expect(output.contains(word), "\(word)") }
    }

    @Test func optionsAreReadAsWritten() throws {
        let read = try options([
            "--port", "0", "--host", "::1", "--workspace", "w.json", "--data", "d.db", "--auth", "off", "--lenient",
            "--clock", "virtual", "--bot", "http://127.0.0.1:3978/api/messages", "--client-id", "id",
            "--client-secret", "secret", "--scopes", "personal,team", "--permissions",
            "ChatMessageReadReceipt.Read.Chat, ChatMessage.Read.Chat",
        ])
        #expect(read.port == 0)
        #expect(read.host == "::1")
        #expect(read.service.workspace == "w.json")
        #expect(read.service.data == "d.db")
        #expect(!read.service.authentication)
        #expect(read.service.lenient)
        #expect(read.service.clock == .virtual)
        #expect(read.service.bot == "http://127.0.0.1:3978/api/messages")
        #expect(read.service.clientID == "id")
        #expect(read.service.clientSecret == "secret")
        #expect(read.service.scopes == ["personal", "team"])
        #expect(read.service.permissions == ["ChatMessageReadReceipt.Read.Chat", "ChatMessage.Read.Chat"])
    }

    @Test func withoutOptionsItIsAsDocumented() throws {
        let read = try options([])
        #expect(read.port == 3979)
        #expect(read.host == "127.0.0.1")
        #expect(read.service.authentication)
        #expect(!read.service.lenient)
        #expect(read.service.clock == nil)
        #expect(
            read.service.workspace == nil && read.service.data == nil && read.service.bot == nil
                && read.service.clientID == nil && read.service.scopes == nil && read.service.permissions == nil)
    }
}

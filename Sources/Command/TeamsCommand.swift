import Foundation
import ServiceKit

/// The `teams` command: everything that a bot's developer runs from a terminal.
@main
struct TeamsCommand {
    /// Every subcommand, in the order of the help text. A new one is one file and one line here.
    static let subcommands: [Subcommand] = [
        .local, .card, .notifier, .notify, .import,
    ]

    /// The version that `teams --version` prints.
    static let version = "0.1.0"

    static let parser = parser(of: subcommands)

    private static func parser(of subcommands: [Subcommand]) -> CommandLineParser {
        CommandLineParser(
            "teams", "A bot for Microsoft Teams, and a Teams to talk to it, on one machine.",
            options: [.flag("version", "Print the version.")], subcommands: subcommands.map(\.parser))
    }

    static func main() async {
        let status = await run(
            Array(CommandLine.arguments.dropFirst()), output: .standardOutput, errors: .standardError)
        exit(status)
    }

    /// Runs what `arguments` ask for.
    /// - Returns: the exit status: 0 when all went well, else what the subcommand says, most often 1, with one line on
    ///   `errors` that names what is wrong.
    static func run(
        _ arguments: [String], output: TextOutput, errors: TextOutput, subcommands: [Subcommand] = Self.subcommands
    ) async -> Int32 {
        if arguments == ["--version"] {
            output.line("teams \(version)")
            return 0
        }
        do {
            switch try parser(of: subcommands).parse(arguments.isEmpty ? ["--help"] : arguments) {
            case .help(let text):
                output.text(text)
            case .run(let invocation):
                guard let subcommand = subcommands.first(where: { $0.parser.name == invocation.path.first })
                else { preconditionFailure("the parser found a command that is not in the table") }
                try await subcommand.run(invocation, output)
            }
            return 0
        } catch let error as CommandFailure {
            errors.line("teams: \(error.message)")
            return error.status
        } catch let error as SettingError {
            errors.line("teams: \(error.message)")
            return subcommands.first { $0.parser.name == arguments.first }?.statusOfBadInput ?? 1
        } catch {
            errors.line("teams: \(error)")
            return 1
        }
    }
}

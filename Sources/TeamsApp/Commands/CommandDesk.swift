internal import JSONKit
internal import LockKit
internal import TeamsModels

/// The commands of an app: what people are told of them, and who answers those that are written wrongly.
final class CommandDesk: Sendable {
    typealias ProblemHandler = @Sendable (TurnContext, CommandProblem) async throws -> Void

    private struct Book {
        var commands: [Command] = []
        var conflicts: [String] = []
        var onProblem: ProblemHandler?
    }
    private let book = Mutex(Book())

    /// What contradicts itself, one line each.
    var conflicts: [String] { book.withLock { $0.conflicts } }

    /// In the order in which they were given.
    var commands: [Command] { book.withLock { $0.commands } }

    func onProblem(_ handler: @escaping ProblemHandler) { book.withLock { $0.onProblem = handler } }

    func add(_ command: Command) {
        book.withLock { book in
            if command.words.isEmpty {
                book.conflicts.append("the command at \(command.place) has no name")
            } else if let earlier = book.commands.first(where: { $0.words == command.words }) {
                book.conflicts.append(
                    "two handlers for the command \"\(command.name)\": at \(earlier.place) and at \(command.place)")
            } else {
                book.commands.append(command)
            }
        }
    }

    /// Whether `text` is written as a command, with `/`, and is one.
    func isSlashCommand(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "/") && commands.contains { $0.rest(of: text) != nil }
    }

    /// Says how a command is written, in the bot's own words or in ours.
    func tell(_ problem: CommandProblem, in context: TurnContext) async throws {
        if let onProblem = book.withLock({ $0.onProblem }) { return try await onProblem(context, problem) }
        try await context.send(Message(problem.description).formatted(.markdown))
    }

    /// What people can write there, in markdown, in the order in which the commands were given.
    func help(in scope: CommandScope?) -> String {
        commands.filter { scope.map($0.scopes.contains) ?? true }
            .map { "- `\($0.usage)`: \($0.help)" }
            .joined(separator: "\n")
    }
}

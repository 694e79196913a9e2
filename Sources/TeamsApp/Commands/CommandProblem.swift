/// Why a text that begins with a command's name is not that command.
public struct CommandProblem: Sendable, Hashable, CustomStringConvertible {
    /// The command's name.
    public let command: String
    /// The argument that is missing or wrong; nil when more was written than the command takes.
    public let argument: String?
    /// What is right there, for people.
    public let expectation: String?
    /// How it is written: `remind <minutes> <text…>`.
    public let usage: String

    /// What was wrong and how it is written, in markdown. Nothing of what was written stands in it.
    public var description: String {
        let what =
            argument.map { "`\($0)` must be \(expectation ?? "there")." } ?? "That is more than this command takes."
        return "\(what) Usage: `\(usage)`"
    }
}

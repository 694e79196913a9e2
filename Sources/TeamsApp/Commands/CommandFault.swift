/// A command that was written wrongly, until it is told to who wrote it.
struct CommandFault: Error {
    let problem: CommandProblem
}

extension Command {
    /// The value of the next argument.
    func read<Value>(
        _ argument: CommandArgument<Value>, from words: inout CommandWords
    ) throws(CommandFault) -> Value {
        if let value = argument.read(&words) { return value }
        throw CommandFault(
            problem: CommandProblem(
                command: name, argument: argument.name, expectation: argument.expectation, usage: usage))
    }

    func checkEnd(of words: CommandWords) throws(CommandFault) {
        guard !words.isEmpty else { return }
        throw CommandFault(
            problem: CommandProblem(command: name, argument: nil, expectation: nil, usage: usage))
    }
}

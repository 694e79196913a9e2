import ServiceKit

/// One word after `teams`: what it takes, and what it does.
struct Subcommand: Sendable {
    /// Its name, options, arguments, and commands of its own.
    let parser: CommandLineParser
    /// What the process exits with when an option or an argument is wrong.
    var statusOfBadInput: Int32 = 1
    /// Does the work. Writes results to the output and throws a ``CommandFailure`` or a `SettingError` when it cannot;
    /// `CommandInvocation.path` says which command of its own was named.
    let run: @Sendable (CommandInvocation, TextOutput) async throws -> Void
}

/// Why a command ends without success.
struct CommandFailure: Error, Hashable {
    /// What is wrong and what to do, in one line.
    let message: String
    /// What the process exits with.
    var status: Int32 = 1
}

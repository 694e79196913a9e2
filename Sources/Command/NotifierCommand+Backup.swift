import Foundation
import ServiceKit
import TeamsNotifications

extension Subcommand {
    static let backupParser = CommandLineParser(
        "backup", "Copy the data as it is now, beside a running service.",
        options: [.value("to", "file", "The copy, which must not be there yet.", isRequired: true)])
    static let restoreParser = CommandLineParser(
        "restore", "Make the data from a copy; no service may run on it.",
        options: [
            .value("from", "file", "The copy.", isRequired: true),
            .flag("paused", "Pause what was going out, to look first what of it went out after the copy."),
        ])
}

/// Does `teams notifier backup`.
func runBackup(_ invocation: CommandInvocation, _ output: TextOutput) async throws {
    let data = try dataPath(invocation)
    guard let target = invocation.option("to")?.text else { throw CommandFailure(message: "--to names the copy") }
    let bytes = try await NotifierBackup.copy(data, to: target)
    output.line("\(target) is a copy of \(data), looked through: \(bytes) bytes")
}

/// Does `teams notifier restore`.
func runRestore(_ invocation: CommandInvocation, _ output: TextOutput) async throws {
    let data = try dataPath(invocation)
    guard let copy = invocation.option("from")?.text else { throw CommandFailure(message: "--from names the copy") }
    let paused = try await NotifierBackup.restore(copy, to: data, isPaused: invocation.flag("paused"))
    output.line("\(data) is what \(copy) was")
    for id in paused { output.line("paused: \(id.rawValue)") }
}

private func dataPath(_ invocation: CommandInvocation) throws -> String {
    let database = try NotifierDatabase(
        options: NotifierSettings.options(invocation), file: invocation.option("config")?.text, environment: .current)
    guard let path = database.file else {
        throw CommandFailure(message: "\(database) is copied by pg_dump, and made from a copy by pg_restore")
    }
    return path
}

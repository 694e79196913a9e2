import Foundation
import HTTPKit
import LockKit
import ServiceKit

@testable import TeamsCommand

/// What one `teams notify …` did.
struct NotifyRun {
    var status: Int32
    var output: String
    var errors: String
    var elapsed: Duration
    var written: [String: String]
}

/// Runs `teams notify` with everything around it given.
func notify(
    _ arguments: [String], _ notifier: FakeNotifier, files: [String: String] = [:],
    variables: [String: String] = ["TEAMS_NOTIFIER_KEY": "secret-key"], terminal: Terminal? = nil,
    signal: (@Sendable (any Service) async throws -> Void)? = nil, transport: (any HTTPTransport)? = nil,
    time: (any Clock<Duration>)? = nil
) async -> NotifyRun {
    let output = Mutex("")
    let errors = Mutex("")
    let written = Mutex([String: String]())
    let stopwatch = time.map { Stopwatch($0) } ?? Stopwatch(JumpingClock())
    let surroundings = NotifySurroundings(
        variables: ProcessEnvironment(variables), transport: transport ?? notifier.transport, time: stopwatch,
        wallClock: .system, random: { 0.5 }, makeKey: { "made-key" }, read: { files[$0].map { Array($0.utf8) } },
        write: { bytes, path in written.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) } },
        runUntilSignalled: signal ?? { try await $0.run() }, outputTerminal: terminal, errorTerminal: terminal,
        errors: TextOutput { text in errors.withLock { $0 += text } })
    let status = await TeamsCommand.run(
        ["notify"] + arguments, output: TextOutput { text in output.withLock { $0 += text } },
        errors: TextOutput { text in errors.withLock { $0 += text } },
        subcommands: [.notify(in: surroundings)])
    return NotifyRun(
        status: status, output: output.withLock { $0 }, errors: errors.withLock { $0 }, elapsed: stopwatch.elapsed,
        written: written.withLock { $0 })
}

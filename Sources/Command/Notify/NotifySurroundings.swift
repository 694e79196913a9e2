import Foundation
import HTTPKit
import ServiceKit

/// What the commands of `teams notify` lean on, and tests put something else in the place of.
struct NotifySurroundings: Sendable {
    /// Where the address and the key come from. The key is never an option: other people see a process's arguments.
    var variables: ProcessEnvironment
    var transport: any HTTPTransport
    var time: Stopwatch
    var wallClock: WallClock
    /// From 0 to 1: spreads the waits of many clients.
    var random: @Sendable () -> Double
    /// A new idempotency key.
    var makeKey: @Sendable () -> String
    /// The bytes of a file, or of standard input for `-`; nil when they cannot be read.
    var read: @Sendable (String) -> [UInt8]?
    /// Writes a file.
    var write: @Sendable ([UInt8], String) throws -> Void
    /// Runs a service until it is done, or a signal tells it to end.
    var runUntilSignalled: @Sendable (any Service) async throws -> Void
    /// What standard output, and standard error, are connected to; nil for a file or a pipe.
    var outputTerminal: Terminal?
    var errorTerminal: Terminal?
    var errors: TextOutput

    static let system = NotifySurroundings(
        variables: .current, transport: HTTPClient(HTTPClient.Configuration(connectTimeout: .seconds(5))),
        time: Stopwatch(ContinuousClock()), wallClock: .system, random: { .random(in: 0...1) },
        makeKey: { UUID().uuidString.lowercased() },
        read: { path in
            let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
            guard let file, let data = try? file.readToEnd() ?? Data() else { return nil }
            return [UInt8](data)
        },
        write: { bytes, path in try Data(bytes).write(to: URL(filePath: path), options: .atomic) },
        runUntilSignalled: { service in try await ServiceKit.runUntilSignalled([service], grace: .seconds(2)) },
        outputTerminal: Terminal(descriptor: 1, .current), errorTerminal: Terminal(descriptor: 2, .current),
        errors: .standardError)
}

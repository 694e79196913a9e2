import Foundation
import ServiceKit
import TeamsNotifications

extension Subcommand {
    /// `teams notifier move`: from a file to a server, offline.
    static let moveParser = CommandLineParser(
        "move", "Copy everything from an SQLite file to PostgreSQL, and compare it row by row.",
        options: [
            .value("from", "file", "The file. No service may have it meanwhile.", isRequired: true),
            .value("to", "address", "An empty database: postgres://user@host/name. Else DATABASE."),
        ])
}

/// Copies everything, and tells how many rows there were. The file stays as it is.
func runMove(_ invocation: CommandInvocation, _ output: TextOutput) async throws {
    guard let path = invocation.option("from")?.text, FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure(message: "there is no such file: --from names the service's SQLite file")
    }
    var options: [String: Setting] = [:]
    options["DATABASE"] = invocation.option("to")
    let target = try NotifierDatabase(options: options, file: nil, environment: .current)
    guard case .server = target else {
        throw CommandFailure(message: "where to? --to or DATABASE names a database of PostgreSQL")
    }
    let move = StoreMove(
        from: try SQLNotificationStore(path: path), to: try await target.open(isShared: true))
    defer { move.close() }
    let tables = try await move.run()
    for table in tables { output.line("\(table.rows)  \(table.name)") }
    let rows = tables.reduce(0) { $0 + $1.rows }
    output.line("\(rows) rows are in \(target) as they are in \(path); start the service with DATABASE from now on")
}

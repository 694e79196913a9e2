import Foundation
import ServiceKit
import TeamsNotifications

extension Subcommand {
    /// `teams notifier keys`: who may call the API. Works beside a running service.
    static let keysParser = CommandLineParser(
        "keys", "Make, list and revoke keys of the API, also beside a running service.",
        subcommands: [
            CommandLineParser(
                "add", "Make a key, and print it this once.",
                options: [
                    .value(
                        "scope", "read|send|admin", "What it may: look; also send and steer; everything.",
                        isRequired: true)
                ], arguments: [.init("name", "What to call it: letters, digits, dot, dash and underscore.")]),
            CommandLineParser("list", "List the keys: name, scope, and when each was made."),
            CommandLineParser(
                "revoke", "Take a key back: a running service refuses it within ten seconds.",
                arguments: [.init("name", "The key's name.")]),
        ])
}

/// Does what follows `teams notifier keys`.
func runKeys(_ invocation: CommandInvocation, _ output: TextOutput) async throws {
    let path = try NotifierSettings.data(
        options: NotifierSettings.options(invocation), file: invocation.option("config")?.text, environment: .current)
    let verb = invocation.path.last
    guard verb == "add" || FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure(message: "there is no \(path); --data names the service's file")
    }
    let store = try SQLiteNotificationStore(path: path, isShared: true)
    defer { store.close() }
    let book = APIKeyBook(store: store)
    switch verb {
    case "add":
        let scopes = APIScope.allCases.map(\.rawValue)
        let scope = try invocation.option("scope")?.choice(of: scopes).lowercased()
        guard let name = invocation.argument("name")?.text, let scope = scope.flatMap(APIScope.init(rawValue:)) else {
            throw CommandFailure(message: "a key needs a name and a scope: see teams notifier keys add --help")
        }
        output.line(try await book.add(name, scope: scope, now: Date()))
    case "revoke":
        guard let name = invocation.argument("name")?.text else {
            throw CommandFailure(message: "which key? see teams notifier keys revoke --help")
        }
        try await book.revoke(name)
        output.line("\(name) is revoked; a running service refuses it within ten seconds")
    default:
        let keys = try await book.keys()
        let width = max(4, keys.map(\.name.count).max() ?? 0)
        for key in keys {
            let name = key.name + String(repeating: " ", count: width - key.name.count)
            let scope = key.scope.rawValue + String(repeating: " ", count: 5 - key.scope.rawValue.count)
            output.line("\(name)  \(scope)  \(key.createdAt ?? "")")
        }
    }
}

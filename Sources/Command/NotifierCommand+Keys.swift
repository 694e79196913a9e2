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
                        isRequired: true),
                    .value("expires", "time", "From when on it is refused: 2027-01-31, an RFC 3339 time, or P90D."),
                ], arguments: [.init("name", "What to call it: letters, digits, dot, dash and underscore.")]),
            CommandLineParser("list", "List the keys: name, scope, last four characters, when made, when expired."),
            CommandLineParser(
                "revoke", "Take a key back: a running service refuses it within ten seconds.",
                arguments: [.init("name", "The key's name.")]),
        ])
}

/// Does what follows `teams notifier keys`.
func runKeys(_ invocation: CommandInvocation, _ output: TextOutput) async throws {
    let database = try NotifierDatabase(
        options: NotifierSettings.options(invocation), file: invocation.option("config")?.text, environment: .current)
    let verb = invocation.path.last
    guard verb == "add" || database.exists else {
        throw CommandFailure(message: "there is no \(database); --data names the service's file")
    }
    let store = try await database.open(isShared: true)
    defer { store.close() }
    let book = APIKeyBook(store: store)
    switch verb {
    case "add":
        let scopes = APIScope.allCases.map(\.rawValue)
        let scope = try invocation.option("scope")?.choice(of: scopes).lowercased()
        guard let name = invocation.argument("name")?.text, let scope = scope.flatMap(APIScope.init(rawValue:)) else {
            throw CommandFailure(message: "a key needs a name and a scope: see teams notifier keys add --help")
        }
        let expiry = try invocation.option("expires").map { (setting) throws(SettingError) in try instant(of: setting) }
        output.line(try await book.add(name, scope: scope, expiresAt: expiry, now: Date()))
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
            let expiry =
                key.expiresAt.map { "\($0 > Date() ? "expires" : "expired") \(instant($0))" } ?? "never expires"
            output.line("\(name)  \(scope)  …\(key.ending ?? "????")  \(key.createdAt ?? "")  \(expiry)")
        }
    }
}

/// When a key expires: a day, which it does not see any more, an instant, or so long from now.
private func instant(of setting: Setting) throws(SettingError) -> Date {
    let date = try setting.value("a day such as 2027-01-31, an RFC 3339 time, or a duration such as P90D") { text in
        if let duration = Duration(iso8601: text) { return Date().addingTimeInterval(duration / .seconds(1)) }
        return (ISO8601Time(text) ?? ISO8601Time(text + "T00:00:00Z")).map {
            Date(timeIntervalSince1970: Double($0.secondsSince1970))
        }
    }
    guard date > Date() else {
        throw SettingError(setting: setting.name, message: "\(setting.name) is over already: \(instant(date))")
    }
    return date
}

private func instant(_ date: Date) -> String {
    ISO8601Time(secondsSince1970: Int(exactly: date.timeIntervalSince1970.rounded(.down)) ?? 0).text(fractionDigits: 0)
}

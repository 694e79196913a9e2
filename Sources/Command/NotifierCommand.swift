import Foundation
import HTTPKit
import ServiceKit
import TeamsNotifications

extension Subcommand {
    /// `teams notifier`: the notification engine as a service, without code.
    static let notifier = Subcommand(
        parser: CommandLineParser(
            "notifier", "Run the notification engine as a service: a bot's endpoint, and an HTTP API.",
            options: [
                .value("config", "file", "Settings as JSON: names as those of the variables, such as clientId."),
                .value("port", "port", "The port to listen on; 0 takes a free one. Else PORT, or 3978."),
                .value("data", "file", "Everything is kept in this SQLite file. Else DATA, or teams.db."),
                .value(
                    "database", "address",
                    "Or in PostgreSQL: postgres://user@host/name. Else DATABASE, which may have a password."),
                .value("api-key-file", "file", "Keys of the API, one a line; without it keys are kept in the data."),
                .value("templates", "folder", "Named templates: cards as *.json, checked at the start."),
                .value("clock", "real|local-teams", "Whose time counts; that of Local Teams for tests."),
            ],
            subcommands: [
                CommandLineParser(
                    "check", "Look at settings, store, keys, credentials and network, and say what is wrong."),
                keysParser, moveParser, backupParser, restoreParser,
            ], runsAlone: true),
        run: { invocation, output in
            switch invocation.path.dropFirst().first {
            case "check": try await checkNotifier(try NotifierSettings(invocation), output)
            case "keys": try await runKeys(invocation, output)
            case "move": try await runMove(invocation, output)
            case "backup": try await runBackup(invocation, output)
            case "restore": try await runRestore(invocation, output)
            default: try await runNotifier(try NotifierSettings(invocation), output)
            }
        })
}

extension NotifierSettings {
    /// The settings that a command line, the environment and a file name.
    init(_ invocation: CommandInvocation) throws(SettingError) {
        try self.init(
            options: Self.options(invocation), file: invocation.option("config")?.text, environment: .current)
    }

    /// The options, by the names of their variables.
    static func options(_ invocation: CommandInvocation) -> [String: Setting] {
        var options: [String: Setting] = [:]
        for name in ["port", "data", "database", "api-key-file", "templates", "clock"] {
            options[name.uppercased().replacing("-", with: "_")] = invocation.option(name)
        }
        return options
    }
}

/// Runs until SIGTERM or SIGINT, and tells on `output` where it is. Its first line is a contract: programs wait for it.
private func runNotifier(_ settings: NotifierSettings, _ output: TextOutput) async throws {
    let notifier = try await Notifier(settings, logger: settings.log) { greeting in
        var text = "listening on \(greeting.address)\n"
        if let key = greeting.newKey {
            text += "API key (admin), shown this once: \(key)\n"
        }
        output.text(text)
    }
    try await notifier.run()
}

private func checkNotifier(_ settings: NotifierSettings, _ output: TextOutput) async throws {
    let client = HTTPClient()
    defer { client.close() }
    let findings = await NotifierCheck(settings, transport: client).findings()
    let width = findings.map(\.name.count).max() ?? 0
    for finding in findings {
        let name = finding.name + String(repeating: " ", count: width - finding.name.count)
        let verdict = !finding.isGood ? "wrong" : finding.isDoubtful ? "warn " : "ok   "
        output.line("\(verdict)  \(name)  \(finding.text)")
    }
    let wrong = findings.count { !$0.isGood }
    guard wrong > 0 else { return }
    throw CommandFailure(message: wrong == 1 ? "1 thing is wrong" : "\(wrong) things are wrong")
}

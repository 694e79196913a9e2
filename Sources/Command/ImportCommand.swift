import Foundation
import JSONKit
import ServiceKit
import TeamsApp
import TeamsConnector
import TeamsModels
import TeamsNotifications

extension Subcommand {
    /// `teams import`: takes over where a bot made with TeamsFx is installed.
    static let `import` = Subcommand(
        parser: CommandLineParser(
            "import", "Take over where a bot made with TeamsFx is installed.",
            options: [
                .value(
                    "data", "file", "The bot's SQLite file. A running notifier may have it. Else DATA, or teams.db."),
                .value("database", "address", "Or its database of PostgreSQL. Else DATABASE."),
                .value(
                    "client-id", "id", "Take only what belongs to this bot. CLIENT_ID of the environment unless said."),
            ],
            arguments: [.init("file", "TeamsFx's .notification.localstore.json.")]),
        run: { invocation, output in
            guard let file = invocation.arguments("file").first?.text else {
                throw CommandFailure(message: "import needs a file")
            }
            var options: [String: Setting] = [:]
            options["DATA"] = invocation.option("data")
            options["DATABASE"] = invocation.option("database")
            let database = try NotifierDatabase(options: options, file: nil, environment: .current)
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw CommandFailure(message: "\(file) cannot be read")
            }
            let bot = invocation.option("client-id")?.text ?? ProcessEnvironment.current["CLIENT_ID"]?.text
            let found: TeamsFxStore
            do throws(TeamsFxStoreError) {
                found = try TeamsFxStore(parsing: [UInt8](bytes), of: bot.map(AppID.init(rawValue:)))
            } catch {
                throw CommandFailure(
                    message: "\(file)\(error.place.isEmpty ? "" : ":\(error.place)"): \(error.message)")
            }
            let new: Int
            do {
                new = found.conversations.isEmpty ? 0 : try await found.importAll(into: database)
            } catch {
                throw CommandFailure(message: "\(error)")
            }
            output.text(found.report(new: new))
        })
}

extension TeamsFxStore {
    /// Stores everything. - Returns: how many are new.
    fileprivate func importAll(into database: NotifierDatabase) async throws -> Int {
        // A bot's own file may have conversations alone.
        if case .file(let path) = database { return try await self.import(into: SQLiteConversationStore(path: path)) }
        let store = try await database.open(isShared: true)
        defer { store.close() }
        return try await self.import(into: store.conversations)
    }

    /// What was taken, and what was not and why, a line each.
    func report(new: Int) -> String {
        guard !conversations.isEmpty || !omissions.isEmpty else { return "nothing to take: the file is empty\n" }
        let people = conversations.count { $0.reference.conversation?.conversationType == .personal }
        let groups = conversations.count { $0.reference.conversation?.conversationType == .groupChat }
        let teams = conversations.count { $0.isOfWholeTeam }
        let channels = conversations.count - people - groups - teams
        let kinds = [
            people == 1 ? "1 person" : "\(people) people", groups == 1 ? "1 group chat" : "\(groups) group chats",
            teams == 1 ? "1 team" : "\(teams) teams",
        ]
        var text = "took \(kinds.joined(separator: ", "))"
        if channels > 0 {
            text += ", \(channels) of a team's channels, whose team is known once something is heard from there"
        }
        text += "; \(new) new, \(conversations.count - new) known already\n"
        let homeless = conversations.count { $0.tenant?.isEmpty ?? true }
        if homeless > 0 {
            text += "\(homeless) without an organisation, which the next message from there tells\n"
        }
        for omission in omissions { text += "not taken: \(omission.key): \(omission.reason)\n" }
        return text
    }
}

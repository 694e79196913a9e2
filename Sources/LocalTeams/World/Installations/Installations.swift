/// Where bots are installed.
struct Installations: Sendable, Equatable {
    private var rows = Table<InstallationID, Row<Installation>>(.installation)
    /// Installations of a chat or a team, in the order in which they came.
    private var installed: [ConversationID: [InstallationID]] = [:]
    /// The chat or team of an installation.
    private var homes: [InstallationID: ConversationID] = [:]

    init() {}

    /// In the order in which they came.
    var all: [Installation] { rows.inOrder.map(\.value) }

    subscript(id: InstallationID) -> Installation? { rows[id]?.value }

    /// A bot's installation in a chat or a team.
    func installation(of bot: AppID, at home: ConversationID) -> Installation? {
        for id in installed[home] ?? [] {
            if let installation = self[id], installation.bot == bot { return installation }
        }
        return nil
    }

    /// The bots of a chat or a team, in the order of installation.
    func bots(at home: ConversationID) -> [AppID] { (installed[home] ?? []).compactMap { self[$0]?.bot } }

    /// Whether a bot is installed somewhere where `isMeant` holds.
    func contains(bot: AppID, where isMeant: (Installation.Target) -> Bool) -> Bool {
        rows.values.contains { $0.value.bot == bot && isMeant($0.value.target) }
    }

    mutating func takeChanges(into records: inout [RecordChange]) { rows.takeChanges(into: &records) }
}

extension Installations {
    /// `home` is the chat or team that the installation belongs to.
    mutating func add(_ installation: Installation, at home: ConversationID?, serial: Int) {
        rows.put(Row(installation, serial: serial))
        index(installation.id, at: home)
    }

    mutating func remove(_ id: InstallationID) {
        rows.remove(id)
        guard let home = homes.removeValue(forKey: id) else { return }
        installed[home]?.removeAll { $0 == id }
        if installed[home]?.isEmpty == true { installed[home] = nil }
    }

    /// Removes all of a chat or a team.
    mutating func removeAll(at home: ConversationID) {
        for id in installed.removeValue(forKey: home) ?? [] {
            rows.remove(id)
            homes[id] = nil
        }
    }

    private mutating func index(_ id: InstallationID, at home: ConversationID?) {
        guard let home else { return }
        installed[home, default: []].append(id)
        homes[id] = home
    }
}

extension Installations {
    /// The installations that were stored as these records. `home` tells the chat or team that each belongs to.
    init(
        records: some Sequence<Record>, home: (Installation) -> ConversationID?
    ) throws(WorldError) {
        self.init()
        for record in records where record.kind == .installation { try rows.restore(record) }
        for row in rows.inOrder { index(row.value.id, at: home(row.value)) }
    }
}

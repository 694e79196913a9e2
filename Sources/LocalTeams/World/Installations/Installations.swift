/// Where bots are installed.
struct Installations: Sendable, Equatable {
    private var rows = Table<InstallationID, Row<Installation>>(.installation)
    /// Installations of a chat or a team, in the order in which they came.
    private var installed: [ConversationID: [InstallationID]] = [:]
    /// The chat or team of an installation.
    private var homes: [InstallationID: ConversationID] = [:]
    /// By bot, its installations in chats and teams.
    private var groups: [AppID: Set<InstallationID>] = [:]

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

    /// What is installed in a chat or a team, in the order of installation.
    func installations(at home: ConversationID) -> [Installation] { (installed[home] ?? []).compactMap { self[$0] } }

    /// The bots of a chat or a team, in the order of installation.
    func bots(at home: ConversationID) -> [AppID] { (installed[home] ?? []).compactMap { self[$0]?.bot } }

    /// Whether a bot is installed in a chat or a team where `isMeant` holds.
    func containsGroup(of bot: AppID, where isMeant: (Installation.Target) -> Bool) -> Bool {
        (groups[bot] ?? []).contains { id in rows[id].map { isMeant($0.value.target) } ?? false }
    }

    mutating func takeChanges(into records: inout [RecordChange]) { rows.takeChanges(into: &records) }
}

extension Installations {
    /// `home` is the chat or team that the installation belongs to.
    mutating func add(_ installation: Installation, at home: ConversationID?, serial: Int) {
        rows.put(Row(installation, serial: serial))
        index(installation, at: home)
    }

    mutating func remove(_ id: InstallationID) {
        forget(id)
        guard let home = homes.removeValue(forKey: id) else { return }
        installed[home]?.removeAll { $0 == id }
        if installed[home]?.isEmpty == true { installed[home] = nil }
    }

    /// Removes all of a chat or a team.
    mutating func removeAll(at home: ConversationID) {
        for id in installed.removeValue(forKey: home) ?? [] {
            forget(id)
            homes[id] = nil
        }
    }

    private mutating func forget(_ id: InstallationID) {
        guard let installation = rows.remove(id)?.value else { return }
        groups[installation.bot]?.remove(id)
        if groups[installation.bot]?.isEmpty == true { groups[installation.bot] = nil }
    }

    private mutating func index(_ installation: Installation, at home: ConversationID?) {
        if !installation.isPersonal { groups[installation.bot, default: []].insert(installation.id) }
        guard let home else { return }
        installed[home, default: []].append(installation.id)
        homes[installation.id] = home
    }
}

extension Installations {
    /// The installations that were stored as these records. `home` tells the chat or team that each belongs to.
    init(
        records: some Sequence<Record>, home: (Installation) -> ConversationID?
    ) throws(WorldError) {
        self.init()
        for record in records where record.kind == .installation { try rows.restore(record) }
        for row in rows.inOrder { index(row.value, at: home(row.value)) }
    }
}

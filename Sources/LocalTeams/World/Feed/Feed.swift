internal import JSONKit

/// The activity feeds of all people.
struct Feed: Sendable, Equatable {
    /// How many entries a person keeps (a choice: Teams keeps 30 days). The oldest go.
    static let maxEntries = 500

    private var rows = Table<FeedID, FeedEntry>(.feed)
    /// A person's entries, the oldest first.
    private var entries: [Handle: [FeedID]] = [:]
    /// The alerts of a message.
    private var alerts: [MessageNumber: [FeedID]] = [:]
    /// The notification that holds a chain.
    private var chains: [Chain: FeedID] = [:]

    /// A series of notifications of which the last one counts.
    private struct Chain: Hashable {
        let person: Handle
        let bot: AppID
        let number: Int
    }

    init() {}

    /// A person's entries, the newest first.
    func entries(of person: Handle) -> [FeedEntry] { (entries[person] ?? []).reversed().compactMap { rows[$0] } }

    mutating func takeChanges(into records: inout [RecordChange]) { rows.takeChanges(into: &records) }
}

extension Feed {
    /// Adds an entry that is newer than all others, in the place of the one of its chain.
    mutating func add(_ entry: FeedEntry) {
        if let chain = Self.chain(of: entry), let old = chains[chain] { remove(old) }
        rows.put(entry)
        index(entry)
        if let ids = entries[entry.person], ids.count > Self.maxEntries { remove(ids[0]) }
    }

    /// Marks what a person has read, up to an entry, else all.
    mutating func markRead(by person: Handle, upTo last: FeedID?) {
        for id in entries[person] ?? [] where last.map({ id <= $0 }) ?? true {
            guard rows[id]?.isRead == false else { continue }
            rows.change(id) { $0.isRead = true }
        }
    }

    /// A message is gone, and its alerts with it.
    /// - Returns: the people whose feeds are shorter now.
    mutating func forgetAlerts(of message: MessageNumber) -> [Handle] {
        var people: [Handle] = []
        for id in alerts[message] ?? [] {
            if let person = rows[id]?.person { people.append(person) }
            remove(id)
        }
        return people
    }

    /// These conversations are gone, and what leads there with them.
    mutating func forget(_ conversations: Set<ConversationID>) {
        let gone = rows.values.filter { $0.conversation.map(conversations.contains) ?? false }.map(\.id)
        for id in gone.sorted() { remove(id) }
    }

    private mutating func remove(_ id: FeedID) {
        guard let entry = rows.remove(id) else { return }
        // Mostly the first or the last of at most as many as a person keeps.
        if let place = entries[entry.person]?.partitioningIndex(where: { $0 >= id }) {
            entries[entry.person]?.remove(at: place)
        }
        if entries[entry.person]?.isEmpty == true { entries[entry.person] = nil }
        if let chain = Self.chain(of: entry), chains[chain] == id { chains[chain] = nil }
        guard entry.kind == .alert, let message = entry.message else { return }
        if let place = alerts[message]?.partitioningIndex(where: { $0 >= id }), alerts[message]?[place] == id {
            alerts[message]?.remove(at: place)
        }
        if alerts[message]?.isEmpty == true { alerts[message] = nil }
    }

    private mutating func index(_ entry: FeedEntry) {
        entries[entry.person, default: []].append(entry.id)
        if let chain = Self.chain(of: entry) { chains[chain] = entry.id }
        if entry.kind == .alert, let message = entry.message { alerts[message, default: []].append(entry.id) }
    }

    private static func chain(of entry: FeedEntry) -> Chain? {
        entry.chain.map { Chain(person: entry.person, bot: entry.bot, number: $0) }
    }
}

extension Feed {
    /// The feeds that were stored as these records.
    /// - Parameter last: the highest number that an entry can have.
    init(records: some Sequence<Record>, last: Int) throws(WorldError) {
        self.init()
        var restored: [FeedEntry] = []
        for record in records where record.kind == .feed {
            let entry = try rows.restore(record)
            guard entry.id.rawValue <= last else { throw record.damaged }
            restored.append(entry)
        }
        for entry in restored.sorted(by: { $0.id < $1.id }) { index(entry) }
    }
}

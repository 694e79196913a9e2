/// The people and bots of a tenant, and the ids by which they are found.
struct Directory: Sendable, Equatable {
    /// The tenant's id, from which ids of people follow.
    private let tenant: String
    private var personRows = Table<Handle, Row<Person>>(.person)
    private var botRows = Table<AppID, Row<Bot>>(.bot)
    private var blockRows = Table<Block.Pair, Block>(.block)
    /// The handles of all people, in the order in which they came.
    private(set) var everyone: [Handle] = []
    /// People by the ids that bots see.
    private var accounts: [String: Account] = [:]
    /// People by directory id and by user principal name, in small letters.
    private var names: [String: Handle] = [:]

    init(tenant: String) { self.tenant = tenant }

    /// All people, in the order in which they came.
    var people: [Person] { everyone.compactMap { personRows[$0]?.value } }

    /// All bots, in the order in which they came.
    var bots: [Bot] { botRows.inOrder.map(\.value) }

    func person(_ handle: Handle) -> Person? { personRows[handle]?.value }

    func bot(_ appID: AppID) -> Bot? { botRows[appID]?.value }

    /// The id of a person as a bot sees it. It differs for each bot, unless the workspace fixes it.
    func account(of person: Person, for bot: AppID) -> String {
        person.id
            ?? "29:1\(StableID.opaque(42, "account", tenant, bot.rawValue, person.aadObjectId))"
    }

    /// The person behind an id as a bot sees it.
    func account(_ id: String) -> Account? { accounts[id] }

    /// The person whom a directory id or a user principal name means, in whatever case.
    func handle(named name: String) -> Handle? { names[name.lowercased()] }

    /// Whether a person wants nothing from a bot.
    func blocks(_ handle: Handle, _ bot: AppID) -> Bool { blockRows.contains(Block.Pair(handle: handle, bot: bot)) }

    mutating func takeChanges(into records: inout [RecordChange]) {
        personRows.takeChanges(into: &records)
        botRows.takeChanges(into: &records)
        blockRows.takeChanges(into: &records)
    }
}

extension Directory {
    mutating func add(_ person: Person, serial: Int) {
        personRows.put(Row(person, serial: serial))
        everyone.append(person.handle)
        index(person)
    }

    /// Changes a person; the handle stays.
    mutating func change(_ person: Person) {
        guard let before = self.person(person.handle) else { return }
        personRows.change(person.handle) { $0.value = person }
        guard before.directoryNames != person.directoryNames || before.id != person.id else { return }
        for name in before.directoryNames { names[name] = nil }
        accounts = accounts.filter { $0.value.handle != person.handle }
        index(person)
    }

    mutating func add(_ bot: Bot, serial: Int) {
        botRows.put(Row(bot, serial: serial))
        for person in personRows.values { index(person.value, for: bot.appId) }
    }

    /// Changes a bot; its app id stays.
    mutating func change(_ bot: Bot) { botRows.change(bot.appId) { $0.value = bot } }

    mutating func block(_ handle: Handle, _ bot: AppID, _ isBlocked: Bool) {
        let block = Block(handle: handle, bot: bot)
        if isBlocked { blockRows.put(block) } else { blockRows.remove(block.rowID) }
    }

    private mutating func index(_ person: Person) {
        for name in person.directoryNames { names[name] = person.handle }
        if let id = person.id { accounts[id] = Account(handle: person.handle) }
        for bot in botRows.ids { index(person, for: bot) }
    }

    private mutating func index(_ person: Person, for bot: AppID) {
        guard person.id == nil else { return }
        accounts[account(of: person, for: bot)] = Account(bot: bot, handle: person.handle)
    }
}

extension Directory {
    /// The directory that was stored as these records, each of a person, a bot or a block.
    init(tenant: String, records: some Sequence<Record>) throws(WorldError) {
        self.init(tenant: tenant)
        for record in records {
            switch record.kind {
            case .person: try personRows.restore(record)
            case .bot: try botRows.restore(record)
            case .block: try blockRows.restore(record)
            default: break
            }
        }
        for row in personRows.inOrder {
            everyone.append(row.value.handle)
            index(row.value)
        }
    }
}

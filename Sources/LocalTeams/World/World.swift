internal import JSONKit

/// Microsoft Teams on one machine, as a value: the tenant, its people, bots, chats, teams, messages and clock.
///
/// It does no I/O and reads neither a clock nor chance: an operation goes in, and what changed and who must be told comes
/// out of ``takeChanges()``, also of an operation that throws. The host does, for each operation, in one critical section:
///
///     world.tick(realNow)                       // does nothing on a virtual clock
///     let result = Result { try world.send(…) }
///     let changes = world.takeChanges()         // store changes.records, then acknowledge, then carry out changes.effects
///
/// Operations of bots are in `Bots/`, those of people and admins in `People/`.
struct World: Sendable, Equatable {
    /// How strict it is. Belongs to the host, and is not stored.
    var rules = Rules()
    /// Where the service answers: `http://127.0.0.1:3979`. Belongs to the host, and is not stored.
    var origin: String

    // Stored.
    var tenant: Workspace.Tenant
    var clockMode: Workspace.Clock.Mode
    /// The world's time.
    var now: Instant
    var counters = Counters()
    var ids: IDGenerator
    /// What a reset brings back.
    var initial: Workspace
    var people: [String: Row<Person>] = [:]
    var bots: [String: Row<Bot>] = [:]
    var chats: [String: ChatState] = [:]
    var teams: [String: TeamState] = [:]
    var installations: [String: Row<Installation>] = [:]
    var blocks: Set<Block> = []
    var webhooks: [String: Row<Workspace.Webhook>] = [:]
    var files = FileShelf()
    /// Messages by conversation, a channel's threads included.
    var logs: [String: MessageLog] = [:]
    /// How far people have read, by conversation and handle.
    var reads: [String: [String: Int64]] = [:]
    var ledger: [LedgerEntry] = []

    // Follows from what is stored.
    /// The handles of all people, in the order in which they came.
    var everyone: [String] = []
    /// The team of a channel.
    var teamOfChannel: [String: String] = [:]
    /// People by the ids that bots see.
    var accounts: [String: Account] = [:]
    /// People by directory id and by user principal name, in small letters.
    var directory: [String: String] = [:]
    /// Personal chats by who talks there.
    var personalChats: [Parties: String] = [:]
    /// Installations of a chat or a team, in order.
    var installed: [String: [String]] = [:]
    var timers = Timers()
    /// Messages that one person alone may know of, those that are gone too, by number: the handle of that person, if it is
    /// known who.
    var secluded: [Int64: String?] = [:]

    // Since the last takeChanges().
    var effects: [Effect] = []
    var dirty = DirtyRows()

    init(empty workspace: Workspace, ids: IDGenerator, now: Instant, origin: String) {
        self.origin = origin
        self.ids = ids
        initial = workspace
        tenant = workspace.tenant
        clockMode = workspace.clock.mode
        self.now = workspace.clock.mode == .virtual ? workspace.clock.now ?? now : now
    }
}

/// What the service refuses, and what it warns of on the message instead.
struct Rules: Sendable, Equatable {
    /// Refuses what Teams refuses. Otherwise it warns on the message.
    var strict = true
    /// A message with text and attachments becomes two, and its sender gets no id.
    var splitTextAndCard = true

    static let lenient = Rules(strict: false, splitTextAndCard: false)
}

/// Numbers that only rise, also over a reset.
struct Counters: Sendable, Equatable {
    /// The order in which things were made.
    var serial = 0
    /// The last event of the live stream.
    var stream = 0
    /// The last entry of the ledger.
    var ledger = 0
    /// The last message id, of all conversations: no two messages share one.
    var message: Int64 = 0
}

/// Something with its place in the order of creation.
struct Row<Value: Sendable & Equatable>: Sendable, Equatable {
    var value: Value
    let serial: Int
}

/// A person as one bot sees them.
struct Account: Sendable, Hashable {
    /// Without a bot: an id chosen by hand, the same for each.
    var bot: String?
    var handle: String
}

/// The two of a personal chat.
enum Parties: Sendable, Hashable {
    case bot(String, handle: String)
    /// Two handles in alphabetical order.
    case people(String, String)

    static func people(of one: String, and other: String) -> Parties { .people(min(one, other), max(one, other)) }
}

/// A person who wants nothing from a bot.
struct Block: Sendable, Hashable {
    var handle: String
    var bot: String
    var key: String { "\(handle) \(bot)" }
}

/// A file or picture that someone attached.
struct StoredFile: Sendable, Equatable {
    var id: String
    var name: String
    var contentType: String
    var base64: String
}

extension Dictionary {
    /// The values of rows in the order of creation.
    func inOrder<Content: Sendable & Equatable>() -> [Content] where Value == Row<Content> {
        values.sorted { $0.serial < $1.serial }.map(\.value)
    }
}

internal import SQLCore
internal import TeamsApp
internal import TeamsModels

/// Whether deliveries that are about to be sent may be: whether each person wants it, and whether the conversation is
/// open. Asked for all of them at once, in the transaction of the ledger.
struct SendingConsent {
    private struct Wish: Hashable {
        let person: String
        let category: String
    }
    private let chats: [Int64: ConversationID]
    private let categories: [Int64: String]
    private var optedOut: Set<Wish> = []
    private var obstacles: [String: DeliveryCode] = [:]

    init(
        for attempts: [BegunAttempt], _ rows: [Int64: DeliveryRow], _ session: inout LedgerSession,
        on connection: borrowing Connection
    ) throws {
        let sent = attempts.filter { $0.work == .send }.compactMap { rows[$0.place] }
        var chats: [Int64: ConversationID] = [:]
        let unopened = sent.filter { $0.conversation == nil }
        if !unopened.isEmpty {
            let look = try RegistryLook.chats(of: unopened, on: connection)
            for row in unopened {
                chats[row.place] = look.chat(of: row, in: try session.tenant(of: row.lane, on: connection))?.id
            }
        }
        self.chats = chats
        var categories: [Int64: String] = [:]
        var people: [String: [String]] = [:]
        var conversations: Set<String> = []
        for row in sent {
            if let chat = row.conversation ?? chats[row.place] { conversations.insert(chat.base.rawValue) }
            // What has no category, nobody can opt out of.
            guard let category = try session.notification(row.number, on: connection).category else { continue }
            categories[row.number] = category
            people[category, default: []] += [row.user, row.account].compactMap { $0.map(OptOuts.key) }
        }
        self.categories = categories
        for (category, people) in people {
            let found = try OptOuts.people(among: people, of: category, on: connection)
            optedOut.formUnion(found.map { Wish(person: $0, category: category) })
        }
        obstacles = try Self.obstacles(to: Array(conversations), on: connection)
    }

    /// The conversation of a delivery; of a person whose chat was not known when it was planned, the one that is by
    /// now.
    func conversation(of row: DeliveryRow) -> ConversationID? { row.conversation ?? chats[row.place] }

    /// Why a delivery must not be sent; nil when nothing says so.
    func refusal(of row: DeliveryRow) -> DeliveryCode? {
        if let category = categories[row.number] {
            for person in [row.user, row.account] {
                guard let person else { continue }
                if optedOut.contains(Wish(person: OptOuts.key(of: person), category: category)) { return .optedOut }
            }
        }
        return row.conversation.flatMap { obstacles[$0.base.rawValue] }
    }

    /// Why nothing can be sent to conversations. Of a channel, its team counts too.
    private static func obstacles(
        to conversations: [String], on connection: borrowing Connection
    ) throws(StoreError) -> [String: DeliveryCode] {
        guard !conversations.isEmpty else { return [:] }
        let dialect = connection.dialect
        let rows = try connection.query(
            """
            SELECT here.id, here.installed, here.closure, team.installed, team.closure FROM conversation AS here
            LEFT JOIN conversation AS team ON team.id = here.team AND here.team <> here.id
            WHERE \(dialect.isText("here.id"))
            """, [dialect.list(conversations)])
        var obstacles: [String: DeliveryCode] = [:]
        for row in rows {
            if row[1].boolValue == false || row[3].boolValue == false {
                obstacles[try row.text(at: 0)] = .notInstalled
            } else if !row[2].isNull || !row[4].isNull {
                obstacles[try row.text(at: 0)] = .unreachable
            }
        }
        return obstacles
    }
}

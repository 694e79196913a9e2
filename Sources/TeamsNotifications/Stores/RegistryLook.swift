internal import JSONKit
internal import SQLCore
internal import TeamsApp
internal import TeamsModels

/// What sending asks the registry about deliveries, of all of them at once, in the transaction of the ledger.
struct RegistryLook {
    /// What sending needs of a stored conversation: read from columns, and one member of its JSON.
    struct Chat {
        let id: ConversationID
        let type: ConversationType?
        let account: AccountID?
        let locale: String?
        let service: String?
    }

    /// A person in an organisation, by either id.
    private struct Resident: Hashable {
        let person: String
        let tenant: String
    }
    private struct DataKey: Hashable {
        let number: Int64
        let user: String
    }

    private var conversations: [String: Chat] = [:]
    private var personal: [Resident: Chat] = [:]
    private var texts: [DataKey: String] = [:]

    private init() {}

    /// Looks for the conversations of deliveries, and for the data of their recipients.
    init(
        at rows: [DeliveryRow], _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws {
        self = try Self.chats(of: rows, on: connection)
        for (number, rows) in Dictionary(grouping: rows, by: \.number) {
            try readData(of: number, rows.compactMap(\.user), on: connection)
        }
    }

    /// Looks for the conversations alone.
    static func chats(of rows: [DeliveryRow], on connection: borrowing Connection) throws(StoreError) -> RegistryLook {
        var look = RegistryLook()
        let known = Set(rows.compactMap { $0.conversation?.base.rawValue })
        for found in try Self.query("id", Array(known), "", on: connection) {
            look.conversations[found.chat.id.rawValue] = found.chat
        }
        let unopened = rows.filter { $0.conversation == nil }
        let personal = " AND \(connection.dialect.unindexed("type")) = 'personal' ORDER BY place"
        let accounts = Set(unopened.filter { $0.user == nil }.compactMap(\.account))
        for (column, people) in [("directory", Set(unopened.compactMap(\.user))), ("account", accounts)] {
            // Of several chats the last one that the store learnt of.
            for found in try Self.query(column, Array(people), personal, on: connection) {
                guard let tenant = found.tenant, let person = found.key else { continue }
                look.personal[Resident(person: person, tenant: tenant)] = found.chat
            }
        }
        return look
    }

    private struct Found {
        let chat: Chat
        let tenant: String?
        let key: String?
    }

    private static func query(
        _ column: String, _ values: [String], _ rest: String, on connection: borrowing Connection
    ) throws(StoreError) -> [Found] {
        guard !values.isEmpty else { return [] }
        let dialect = connection.dialect
        let service =
            switch dialect {
            case .sqlite: "CASE WHEN json_valid(json) THEN json_extract(json, '$.reference.serviceUrl') ELSE 0 END"
            case .postgres: "json::json #>> '{reference,serviceUrl}'"
            }
        let rows = try connection.query(
            """
            SELECT id, type, account, locale, \(service), tenant, \(column) FROM conversation
            WHERE \(dialect.isText(column))\(rest)
            """, [dialect.list(values)])
        var all: [Found] = []
        for row in rows {
            guard row[4].isNull || row[4].stringValue != nil else { throw row.damaged(4) }
            let chat = Chat(
                id: ConversationID(rawValue: try row.text(at: 0)),
                type: row[1].stringValue.map { ConversationType(rawValue: $0) },
                account: row[2].stringValue.map { AccountID(rawValue: $0) }, locale: row[3].stringValue,
                service: row[4].stringValue)
            all.append(Found(chat: chat, tenant: row[5].stringValue, key: row[6].stringValue))
        }
        return all
    }

    private mutating func readData(
        of number: Int64, _ users: [String], on connection: borrowing Connection
    ) throws(StoreError) {
        guard !users.isEmpty else { return }
        let dialect = connection.dialect
        let rows = try connection.query(
            """
            SELECT "user", json FROM recipient_data WHERE notification = ? AND \(dialect.isText("\"user\""))
            """, [.integer(number), dialect.list(users)])
        for row in rows { texts[DataKey(number: number, user: try row.text(at: 0))] = try row.text(at: 1) }
    }

    /// The stored conversation of a delivery; of a person whose chat was not known when it was planned, the chat that
    /// is known by now.
    func chat(of row: DeliveryRow, in tenant: TenantID) -> Chat? {
        if let conversation = row.conversation { return conversations[conversation.base.rawValue] }
        guard let person = row.user ?? row.account else { return nil }
        return personal[Resident(person: person, tenant: tenant.rawValue)]
    }

    /// What lies over the content's data for the recipient.
    func data(of row: DeliveryRow) throws(StoreError) -> JSONObject? {
        guard let user = row.user, let text = texts[DataKey(number: row.number, user: user)] else { return nil }
        guard let data = (try? JSONValue(parsing: text))?.objectValue else {
            throw .damaged("the data of a recipient")
        }
        return data
    }
}

internal import JSONKit
internal import SQLCore
internal import SQLiteStore
internal import TeamsApp
internal import TeamsModels

/// What sending asks the registry and the preferences, in the transaction of the ledger.
enum RegistryLook {
    /// The stored conversation of a delivery; of a person whose chat was not known when it was planned, the chat that
    /// is known by now.
    static func chat(
        of row: DeliveryRow, in tenant: TenantID, on connection: borrowing Connection
    ) throws(StoreError) -> Chat? {
        var rows: [SQLRow] = []
        if let conversation = row.conversation {
            rows = try connection.query(
                "SELECT \(Chat.columns) FROM conversation WHERE id = ?", [.text(conversation.base.rawValue)])
        } else if let user = row.user {
            rows = try connection.query(
                """
                SELECT \(Chat.columns) FROM conversation WHERE directory = ? AND +tenant = ? AND +type = 'personal'
                ORDER BY place DESC LIMIT 1
                """,
                [.text(user), .text(tenant.rawValue)])
        } else if let account = row.account {
            rows = try connection.query(
                """
                SELECT \(Chat.columns) FROM conversation WHERE account = ? AND +tenant = ? AND +type = 'personal'
                ORDER BY place DESC LIMIT 1
                """,
                [.text(account), .text(tenant.rawValue)])
        }
        return try rows.first.map { (row) throws(StoreError) in try Chat(row) }
    }

    /// What sending needs of a stored conversation: read from columns, and one member of its JSON.
    struct Chat {
        static let columns =
            "id, type, account, locale, CASE WHEN json_valid(json) THEN json_extract(json, '$.reference.serviceUrl') "
            + "ELSE 0 END"

        let id: ConversationID
        let type: ConversationType?
        let account: AccountID?
        let locale: String?
        let service: String?

        init(_ row: SQLRow) throws(StoreError) {
            id = ConversationID(rawValue: try row.text(at: 0))
            type = row[1].stringValue.map { ConversationType(rawValue: $0) }
            account = row[2].stringValue.map { AccountID(rawValue: $0) }
            locale = row[3].stringValue
            guard row[4].isNull || row[4].stringValue != nil else { throw row.damaged(4) }
            service = row[4].stringValue
        }
    }

    /// Why nothing can be sent there; nil when nothing says so. Of a channel, its team counts too.
    static func obstacle(to row: DeliveryRow, on connection: borrowing Connection) throws(StoreError) -> DeliveryCode? {
        guard let conversation = row.conversation?.base.rawValue else { return nil }
        let found = try connection.query(
            """
            SELECT here.installed, here.closure, team.installed, team.closure FROM conversation AS here
            LEFT JOIN conversation AS team ON team.id = here.team AND here.team <> here.id WHERE here.id = ?
            """, [.text(conversation)])
        guard let found = found.first else { return nil }
        if found[0].boolValue == false || found[2].boolValue == false { return .notInstalled }
        return found[1].isNull && found[3].isNull ? nil : .unreachable
    }

    /// Whether the person wants nothing of a category. What has no category, nobody can opt out of.
    static func isOptedOut(
        _ row: DeliveryRow, of category: String?, on connection: borrowing Connection
    ) throws -> Bool {
        guard let category else { return false }
        for person in [row.user, row.account] {
            if let person, try isOptedOut(person, of: category, on: connection) { return true }
        }
        return false
    }

    static func isOptedOut(
        _ person: String, of category: String, on connection: borrowing Connection
    ) throws(StoreError) -> Bool {
        try !connection.query(
            "SELECT 1 FROM opted_out WHERE person = ? AND category IN (?, '*') LIMIT 1",
            [.text(key(of: person)), .text(category)]
        ).isEmpty
    }

    /// Ids of Microsoft Entra are the same in whichever case they are written; those in conversations (`29:…`) are
    /// not.
    static func key(of person: String) -> String { person.contains(":") ? person : person.lowercased() }

    /// What lies over the content's data for the recipient.
    static func data(of row: DeliveryRow, on connection: borrowing Connection) throws -> JSONObject? {
        guard let user = row.user else { return nil }
        let rows = try connection.query(
            "SELECT json FROM recipient_data WHERE notification = ? AND user = ?", [.integer(row.number), .text(user)])
        guard let text = try rows.first?.text(at: 0) else { return nil }
        guard let data = (try? JSONValue(parsing: text))?.objectValue else {
            throw StoreError.damaged("the data of a recipient")
        }
        return data
    }
}

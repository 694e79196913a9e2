package import SQLCore
package import TeamsModels

/// What planning needs to know of one conversation, read from columns: no JSON is parsed for it.
package struct ConversationRow: Sendable, Hashable {
    /// Its place in the order in which the store learnt of conversations.
    package var place: Int64
    package var id: ConversationID
    package var type: ConversationType?
    /// In small letters.
    package var tenant: TenantID?
    /// The person of a personal chat, by the id in Microsoft Entra, in small letters.
    package var directory: String?
    package var account: AccountID?
    package var team: TeamID?
    /// The person's name, the chat's topic, the channel's name.
    package var name: String?
    package var locale: String?
    package var timeZone: String?
    /// Whether nothing says that the app was removed; of a channel, from its team.
    package var isInstalled: Bool
    /// Why sending there is useless, by the name of its ``ClosureReason``; nil when nothing says so.
    package var closure: String?

    /// Which ones are read: those that fit all that is said.
    package struct Query: Sendable, Hashable {
        package var type: ConversationType?
        package var tenant: TenantID?
        package var teams: [TeamID]?
        package var conversations: [ConversationID]?
        /// By the id in Microsoft Entra, or by the one in conversations.
        package var people: [String]?

        package init(
            type: ConversationType? = nil, tenant: TenantID? = nil, teams: [TeamID]? = nil,
            conversations: [ConversationID]? = nil, people: [String]? = nil
        ) {
            self.type = type
            self.tenant = tenant
            self.teams = teams
            self.conversations = conversations
            self.people = people
        }
    }

    private static let columns =
        "place, id, type, tenant, directory, account, team, name, locale, zone, installed, closure"

    /// Up to `limit` rows after a place, in order of their places: for a store that shares the database.
    package static func read(
        _ query: Query, after place: Int64, limit: Int, on connection: borrowing Connection
    ) throws -> [ConversationRow] {
        var terms: [String] = []
        var values: [SQLValue] = []
        let dialect = connection.dialect
        // One index serves each question: the one of what is rarest.
        func column(_ name: String) -> String { terms.isEmpty ? name : dialect.unindexed(name) }
        if let people = query.people {
            terms.append(
                """
                place IN (SELECT place FROM conversation WHERE \(dialect.isText("account"))
                    UNION SELECT place FROM conversation WHERE \(dialect.isText("directory")))
                """)
            values += [dialect.list(people), dialect.list(people.map { ConversationFacts.folded($0) })]
        }
        if let ids = query.conversations {
            terms.append(dialect.isText(column("id")))
            values.append(dialect.list(ids.map(\.base.rawValue)))
        }
        if let teams = query.teams {
            terms.append(dialect.isText(column("team")))
            values.append(dialect.list(teams.map(\.rawValue)))
        }
        if let tenant = query.tenant {
            terms.append("\(column("tenant")) = ?")
            values.append(.text(ConversationFacts.folded(tenant.rawValue)))
        }
        if let type = query.type {
            terms.append("\(column("type")) = ?")
            values.append(.text(type.rawValue))
        }
        terms.append("place > ?")
        values += [.integer(place), SQLValue(limit)]
        var rows: [ConversationRow] = []
        try connection.forEachRow(
            """
            SELECT \(columns) FROM conversation WHERE \(terms.joined(separator: " AND ")) ORDER BY place LIMIT ?
            """, values
        ) { row in
            rows.append(try ConversationRow(row))
            return .next
        }
        return rows
    }

    private init(_ row: SQLRow) throws {
        guard case .integer(let place) = row[0], let id = row[1].stringValue else {
            throw StoreError(.damagedRow, "what is stored of a conversation cannot be read")
        }
        self.place = place
        self.id = ConversationID(rawValue: id)
        type = row[2].stringValue.map(ConversationType.init(rawValue:))
        tenant = row[3].stringValue.map(TenantID.init(rawValue:))
        directory = row[4].stringValue
        account = row[5].stringValue.map(AccountID.init(rawValue:))
        team = row[6].stringValue.map(TeamID.init(rawValue:))
        name = row[7].stringValue
        locale = row[8].stringValue
        timeZone = row[9].stringValue
        isInstalled = row[10].boolValue ?? true
        closure = row[11].stringValue
    }
}

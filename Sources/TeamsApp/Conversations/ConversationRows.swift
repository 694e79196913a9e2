internal import JSONKit
internal import SQLCore
internal import TeamsModels

/// Conversations as rows: the whole as JSON, and beside it what is looked for.
enum ConversationRows {
    static let migrations = [
        Migration(
            "conversations",
            """
            CREATE TABLE conversation (
                place INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                tenant TEXT,
                type TEXT,
                team TEXT,
                account TEXT,
                directory TEXT,
                json TEXT NOT NULL
            ) STRICT;
            CREATE INDEX conversation_tenant ON conversation (tenant);
            CREATE INDEX conversation_type ON conversation (type);
            CREATE INDEX conversation_team ON conversation (team) WHERE team IS NOT NULL;
            CREATE INDEX conversation_account ON conversation (account) WHERE account IS NOT NULL;
            CREATE INDEX conversation_directory ON conversation (directory) WHERE directory IS NOT NULL;
            """),
        // What is planned and looked for stands in columns. Names of earlier rows are folded as far as SQLite can:
        // letters beyond ASCII follow with the next write.
        Migration(
            "what is looked for",
            """
            ALTER TABLE conversation ADD COLUMN address TEXT;
            ALTER TABLE conversation ADD COLUMN name TEXT;
            ALTER TABLE conversation ADD COLUMN folded TEXT;
            ALTER TABLE conversation ADD COLUMN team_name TEXT;
            ALTER TABLE conversation ADD COLUMN team_folded TEXT;
            ALTER TABLE conversation ADD COLUMN locale TEXT;
            ALTER TABLE conversation ADD COLUMN zone TEXT;
            ALTER TABLE conversation ADD COLUMN installed INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE conversation ADD COLUMN closure TEXT;
            UPDATE conversation SET
                name = NULLIF(CASE type
                    WHEN 'personal' THEN json_extract(json, '$.reference.user.name')
                    WHEN 'channel' THEN COALESCE(
                        json_extract(json, '$.channel.name'), json_extract(json, '$.reference.conversation.name'),
                        CASE WHEN id = team THEN 'General' END)
                    ELSE json_extract(json, '$.reference.conversation.name') END, ''),
                team_name = NULLIF(json_extract(json, '$.team.name'), ''),
                locale = NULLIF(json_extract(json, '$.reference.locale'), ''),
                installed = json_extract(json, '$.uninstalledAt') IS NULL,
                closure = CASE WHEN json_type(json, '$.closure') = 'object'
                    THEN COALESCE(json_extract(json, '$.closure.reason'), '') END
                WHERE json_valid(json);
            UPDATE conversation SET folded = lower(trim(name)), team_folded = lower(trim(team_name));
            CREATE INDEX conversation_address ON conversation (address) WHERE address IS NOT NULL;
            CREATE INDEX conversation_folded ON conversation (folded) WHERE folded IS NOT NULL;
            CREATE INDEX conversation_team_folded ON conversation (team_folded) WHERE team_folded IS NOT NULL;
            CREATE INDEX conversation_closed ON conversation (place) WHERE closure IS NOT NULL;
            """),
    ]

    static func row(of id: ConversationID, on connection: borrowing Connection) throws -> KnownConversation? {
        try connection.query("SELECT id, json FROM conversation WHERE id = ?", [.text(id.rawValue)]).first.map(known)
    }

    static func put(_ known: KnownConversation, on connection: borrowing Connection) throws {
        let facts = ConversationFacts(known)
        try connection.execute(
            """
            INSERT INTO conversation (id, tenant, type, team, account, directory, json, address, name, folded,
                team_name, team_folded, locale, zone, installed, closure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET tenant = excluded.tenant, type = excluded.type, team = excluded.team,
                account = excluded.account, directory = excluded.directory, json = excluded.json,
                address = excluded.address, name = excluded.name, folded = excluded.folded,
                team_name = excluded.team_name, team_folded = excluded.team_folded, locale = excluded.locale,
                zone = excluded.zone, installed = excluded.installed, closure = excluded.closure
            """,
            [
                .text(known.id.rawValue), SQLValue(facts.tenant), SQLValue(facts.type), SQLValue(facts.team),
                SQLValue(facts.account), SQLValue(facts.directory), .text(known.json.text()),
                SQLValue(facts.address), SQLValue(facts.name),
                SQLValue(facts.name.map(ConversationFacts.foldedName)), SQLValue(facts.teamName),
                SQLValue(facts.teamName.map(ConversationFacts.foldedName)), SQLValue(facts.locale),
                SQLValue(facts.timeZone), SQLValue(facts.isInstalled), SQLValue(facts.closure),
            ])
    }

    static func known(_ row: SQLRow) throws -> KnownConversation {
        let json = try row.text("json")
        guard let value = try? JSONValue(parsing: json), let known = try? KnownConversation(json: value),
            known.id.rawValue == (try row.text("id"))
        else {
            throw StoreError(
                .damagedRow,
                "what is stored of a conversation cannot be read; put a copy from before back, or choose another path")
        }
        return known
    }

    /// The statement for a page. One index serves each: what else is asked for is compared row by row, which a `+`
    /// tells SQLite, since without statistics it would choose by order rather than by what is rare.
    static func question(
        _ query: ConversationQuery, after place: Int, limit: Int, _ dialect: SQLDialect = .sqlite
    ) -> (sql: String, values: [SQLValue]) {
        var terms: [String] = []
        var values: [SQLValue] = []
        func compare(_ column: String, _ value: String?) {
            guard let value else { return }
            terms.append("\(terms.isEmpty ? column : dialect.unindexed(column)) = ?")
            values.append(.text(value))
        }
        if let person = query.person?.rawValue {
            terms.append(
                "place IN (SELECT place FROM conversation WHERE account = ? "
                    + "UNION SELECT place FROM conversation WHERE directory = ? "
                    + "UNION SELECT place FROM conversation WHERE address = ?)")
            values += [.text(person), .text(ConversationFacts.folded(person)), .text(ConversationFacts.folded(person))]
        }
        compare("team_folded", query.teamName.map(ConversationFacts.foldedName))
        compare("folded", query.name.map(ConversationFacts.foldedName))
        compare("team", query.team?.rawValue)
        compare("tenant", query.tenant.map { ConversationFacts.folded($0.rawValue) })
        compare("type", query.type?.rawValue)
        var source = "conversation"
        if let isReachable = query.isReachable {
            // Few are closed, so that their own index serves, unless another one does already.
            let isFirst = terms.isEmpty && !isReachable
            if isFirst { source += dialect.indexed(by: "conversation_closed") }
            terms.append("\(isFirst ? "closure" : dialect.unindexed("closure")) IS \(isReachable ? "" : "NOT ")NULL")
        }
        terms.append("place > ?")
        values += [SQLValue(place), SQLValue(limit)]
        return (
            "SELECT place, id, json FROM \(source) WHERE \(terms.joined(separator: " AND ")) ORDER BY place LIMIT ?",
            values
        )
    }
}

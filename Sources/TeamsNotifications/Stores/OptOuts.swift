internal import SQLCore

/// Who wants nothing of a category.
enum OptOuts {
    /// Of these people, by their ``key(of:)``.
    static func people(
        among keys: [String], of category: String, on connection: borrowing Connection
    ) throws(StoreError) -> Set<String> {
        guard !keys.isEmpty else { return [] }
        let dialect = connection.dialect
        let rows = try connection.query(
            "SELECT person FROM opted_out WHERE \(dialect.isText("person")) AND category IN (?, '*')",
            [dialect.list(keys), .text(category)])
        var found: Set<String> = []
        for row in rows { found.insert(try row.text(at: 0)) }
        return found
    }

    /// Ids of Microsoft Entra are the same in whichever case they are written; those in conversations (`29:…`) are
    /// not.
    static func key(of person: String) -> String { person.contains(":") ? person : person.lowercased() }
}

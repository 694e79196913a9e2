internal import SQLCore

extension SQLNotificationStore {
    package func optedOut(_ user: String) async throws(NotificationStoreError) -> Set<String> {
        try await read { connection in
            let rows = try connection.query(
                "SELECT category FROM opted_out WHERE person = ?", [.text(OptOuts.key(of: user))])
            return Set(try rows.map { try $0.text(at: 0) })
        }
    }

    package func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationStoreError) {
        let person = SQLValue.text(OptOuts.key(of: user))
        try await write { connection in
            try connection.execute("DELETE FROM opted_out WHERE person = ?", [person])
            for category in categories {
                try connection.execute("INSERT INTO opted_out VALUES (?, ?)", [person, .text(category)])
            }
        }
    }

    package func optedOut(
        among users: [String], of category: String
    ) async throws(NotificationStoreError) -> Set<String> {
        try await read { connection in
            let keys = try OptOuts.people(among: users.map(OptOuts.key), of: category, on: connection)
            return Set(users.filter { keys.contains(OptOuts.key(of: $0)) })
        }
    }
}

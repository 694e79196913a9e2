internal import SQLCore
internal import SQLiteStore

extension SQLiteNotificationStore {
    package func value(_ name: String) async throws(NotificationStoreError) -> String? {
        try await read { connection in
            try connection.query("SELECT value FROM small_value WHERE name = ?", [.text(name)]).first?[0].stringValue
        }
    }

    package func values(prefix: String) async throws(NotificationStoreError) -> [(name: String, value: String)] {
        try await read { connection in
            var found: [(name: String, value: String)] = []
            // Names that begin alike stand together.
            try connection.forEachRow(
                "SELECT name, value FROM small_value WHERE name >= ? ORDER BY name", [.text(prefix)]
            ) {
                row in
                let name = try row.text(at: 0)
                guard name.utf8.starts(with: prefix.utf8) else { return .stop }
                found.append((name: name, value: try row.text(at: 1)))
                return .next
            }
            return found
        }
    }

    package func set(_ name: String, to value: String?) async throws(NotificationStoreError) {
        try await write { connection in
            if let value {
                try connection.execute(
                    "INSERT INTO small_value VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    [.text(name), .text(value)])
            } else {
                try connection.execute("DELETE FROM small_value WHERE name = ?", [.text(name)])
            }
        }
    }

    package func setOnce(_ name: String, to value: String) async throws(NotificationStoreError) -> Bool {
        try await write { connection in
            try connection.execute(
                "INSERT INTO small_value VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [.text(name), .text(value)])
            return connection.changes > 0
        }
    }

    package func check() async throws(NotificationStoreError) {
        // A write that takes room, and is durable.
        try await write { connection in
            try connection.execute(
                """
                INSERT INTO store_check VALUES (1, 1) ON CONFLICT (place) DO UPDATE SET count = count + 1
                """)
        }
        try await settleWhatIsLeft()
    }
}

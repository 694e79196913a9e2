internal import SQLCore

extension SQLNotificationStore {
    package func value(_ name: String) async throws(NotificationStoreError) -> String? {
        try await read { connection in
            try connection.query("SELECT value FROM small_value WHERE name = ?", [.text(name)]).first?[0].stringValue
        }
    }

    package func values(prefix: String) async throws(NotificationStoreError) -> [(name: String, value: String)] {
        try await read { connection in
            // Names that begin alike stand together, and nothing follows after the last character that there is.
            let rows = try connection.query(
                "SELECT name, value FROM small_value WHERE name >= ? AND name < ? ORDER BY name",
                [.text(prefix), .text(prefix + "\u{10FFFF}")])
            return try rows.map { (name: try $0.text(at: 0), value: try $0.text(at: 1)) }
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
            try connection.change(
                "INSERT INTO small_value VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [.text(name), .text(value)]) > 0
        }
    }

    package func check() async throws(NotificationStoreError) {
        // A write that takes room, and is durable.
        try await write { connection in
            try connection.execute(
                """
                INSERT INTO store_check VALUES (1, 1) ON CONFLICT (place) DO UPDATE SET count = store_check.count + 1
                """)
        }
        try await settleWhatIsLeft()
    }
}

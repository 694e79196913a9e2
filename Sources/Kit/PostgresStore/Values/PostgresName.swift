internal import SQLCore

/// The name of a thing in the database, as it stands in a statement.
enum PostgresName {
    /// The most bytes of a name: PostgreSQL cuts longer ones, so that two could be one.
    private static let maxBytes = 63

    static func quoted(_ name: String) -> String {
        "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    /// Refuses a name that PostgreSQL would take for another.
    static func check(_ name: String) throws(StoreError) {
        guard !name.isEmpty, name.utf8.count <= maxBytes, !name.hasNUL else {
            throw StoreError(.badValue, "the name of a channel has 1 to \(maxBytes) bytes, and no NUL")
        }
    }
}

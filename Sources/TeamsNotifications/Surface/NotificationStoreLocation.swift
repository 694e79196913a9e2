package import PostgresStore

/// Where notifications and conversations are kept.
public struct NotificationStoreLocation: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case sqlite(String)
        case memory
        case postgres(Result<PostgresAddress, PostgresAddressError>, connections: Int)
    }
    package let kind: Kind

    /// In a file of SQLite, which is made when there is none. One process at a time can have it.
    public static func sqlite(_ path: String) -> NotificationStoreLocation {
        NotificationStoreLocation(kind: .sqlite(path))
    }

    /// In a database of PostgreSQL, which any number of processes of one bot may have.
    ///
    /// - Parameters:
    ///   - address: `postgres://user:password@host:5432/name?sslmode=verify-full`. What is wrong with it is said when
    ///     the store is opened.
    ///   - connections: the most connections of this process, at least 3.
    public static func postgres(_ address: String, connections: Int = 6) -> NotificationStoreLocation {
        let read = Result { () throws(PostgresAddressError) in try PostgresAddress(address) }
        return NotificationStoreLocation(kind: .postgres(read, connections: connections))
    }

    /// In memory: all is gone when the process ends. For tests, and to try things out.
    public static let memory = NotificationStoreLocation(kind: .memory)
}

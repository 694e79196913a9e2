/// Where notifications and conversations are kept.
public struct NotificationStoreLocation: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case sqlite(String)
        case memory
    }
    package let kind: Kind

    /// In a file of SQLite, which is made when there is none. One process at a time can have it.
    public static func sqlite(_ path: String) -> NotificationStoreLocation {
        NotificationStoreLocation(kind: .sqlite(path))
    }

    /// In memory: all is gone when the process ends. For tests, and to try things out.
    public static let memory = NotificationStoreLocation(kind: .memory)
}

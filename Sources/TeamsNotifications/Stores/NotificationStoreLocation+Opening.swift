package import ServiceKit

extension NotificationStoreLocation {
    /// The store that is kept there, for this process alone.
    package func open(wallClock: WallClock = .system) throws(NotificationStoreError) -> any NotificationStore {
        switch kind {
        case .sqlite(let path): try SQLiteNotificationStore(path: path, wallClock: wallClock)
        case .memory: try SQLiteNotificationStore(path: SQLiteNotificationStore.inMemory, wallClock: wallClock)
        }
    }
}

internal import PostgresStore
package import ServiceKit

extension NotificationStoreLocation {
    /// The store that is kept there: of a file, for this process alone.
    package func open(
        wallClock: WallClock = .system, log: Log? = nil
    ) async throws(NotificationStoreError) -> any NotificationStore {
        switch kind {
        case .sqlite(let path): return try SQLNotificationStore(path: path, wallClock: wallClock)
        case .memory:
            return try SQLNotificationStore(path: SQLNotificationStore.inMemory, wallClock: wallClock)
        case .postgres(let text, let connections):
            let address: PostgresAddress
            do throws(PostgresAddressError) { address = try text.get() } catch {
                throw NotificationStoreError(.unusable, error.reason)
            }
            return try await SQLNotificationStore(
                address, connections: connections, wallClock: wallClock, log: log)
        }
    }
}

internal import SQLiteStore
package import ServiceKit

/// Copies of the file of everything, and what is made of one.
package enum NotifierBackup {
    /// Copies the file as it is at one moment, also beside a running service.
    /// - Returns: how many bytes the copy has.
    package static func copy(_ data: String, to target: String) async throws -> Int {
        try await SQLiteDatabase.copy(data, to: target)
    }

    /// Makes the file of everything from a copy. No service may run on it meanwhile: there is no file yet.
    ///
    /// - Parameter isPaused: whether what was going out is paused, to look first what of it went out after the copy.
    /// - Returns: which notifications are paused now.
    package static func restore(
        _ copy: String, to data: String, isPaused: Bool, wallClock: WallClock = .system
    ) async throws -> [NotificationID] {
        _ = try await SQLiteDatabase.copy(copy, to: data)
        let store = try SQLNotificationStore(path: data, wallClock: wallClock)
        defer { store.close() }
        guard isPaused else { return [] }
        var paused: [NotificationID] = []
        var cursor: String?
        repeat {
            let page = try await store.notifications(
                in: [.scheduled, .planning, .sending], recurringOnly: false, after: cursor, limit: 100)
            for record in page.items {
                _ = try await store.change(record.id, leftOver: .cancelled) { record in
                    if !record.state.isOver { record.pause() }
                }
                paused.append(record.id)
            }
            cursor = page.next
        } while cursor != nil
        return paused
    }
}

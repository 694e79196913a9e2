internal import LockKit

/// The categories that were ever told about, so that people can ask what there is, and stop it by a word.
final class KnownCategories: Sendable {
    /// More are not remembered: who makes a category of every event has none that people could choose from.
    static let maxCount = 500
    private static let prefix = "category/"

    private let store: any NotificationStore
    private let noted = Mutex<Set<String>>([])

    init(_ store: any NotificationStore) { self.store = store }

    /// Remembers a category.
    func note(_ category: String) async throws(NotificationStoreError) {
        let isNew = noted.withLock { $0.count < Self.maxCount && !$0.contains(category) }
        guard isNew else { return }
        _ = try await store.setOnce(Self.prefix + category, to: "")
        _ = noted.withLock { $0.insert(category) }
    }

    /// All of them, in order.
    func all() async throws(NotificationStoreError) -> [String] {
        try await store.values(prefix: Self.prefix).prefix(Self.maxCount)
            .map { String($0.name.dropFirst(Self.prefix.count)) }.sorted()
    }
}

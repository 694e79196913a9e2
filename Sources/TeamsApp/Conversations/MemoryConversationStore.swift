internal import LockKit
public import TeamsModels

/// Keeps the conversations in memory, until the process ends: for tests, and for bots that only answer.
///
/// After a restart the bot knows a conversation again once something comes from there. It takes a few kilobytes for
/// each conversation.
public final class MemoryConversationStore: ConversationStore {
    private let table = Mutex(ConversationTable())
    private let capacity: Int

    /// - Parameter capacity: how many conversations it holds at the most. What is new after that is refused with
    ///   ``ConversationStoreError/Code/full``.
    public init(capacity: Int = 1_000_000) { self.capacity = capacity }

    public func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError) {
        for known in conversations { try ConversationStoreError.check(known) }
        try table.withLock { (table) throws(ConversationStoreError) in
            let new = Set(conversations.map(\.id)).count { table[$0] == nil }
            try checkRoom(for: new, in: table)
            for known in conversations { table[known.id] = known }
        }
    }

    @discardableResult
    public func update(
        _ id: ConversationID, _ change: @escaping @Sendable (KnownConversation?) -> KnownConversation?
    ) async throws(ConversationStoreError) -> KnownConversation? {
        try table.withLock { (table) throws(ConversationStoreError) -> KnownConversation? in
            let known = table[id.base]
            let changed = change(known)
            guard changed != known else { return known }
            if let changed {
                try ConversationStoreError.check(changed, isFor: id)
                if known == nil { try checkRoom(for: 1, in: table) }
            }
            table[id.base] = changed
            return changed
        }
    }

    public func conversation(_ id: ConversationID) async -> KnownConversation? {
        table.withLock { $0[id.base] }
    }

    public func page(
        of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
    ) async throws(ConversationStoreError) -> ConversationPage {
        let place = try ConversationCursor.place(of: cursor)
        let (found, next) = table.withLock { $0.page(of: query, after: place, limit: max(1, limit)) }
        return ConversationPage(found, next: next.map { ConversationCursor(place: $0) })
    }

    public func tenants(limit: Int) async -> [TenantID] {
        table.withLock { $0.tenants.sorted().prefix(max(0, limit)).map(TenantID.init(rawValue:)) }
    }

    public func count() async -> Int { table.withLock { $0.count } }

    private func checkRoom(for new: Int, in table: borrowing ConversationTable) throws(ConversationStoreError) {
        guard table.count + new <= capacity else {
            throw ConversationStoreError(
                .full, "The store holds \(capacity) conversations, its limit; keep them in SQLite, or raise `capacity`")
        }
    }
}

internal import LockKit
public import TeamsModels

/// Keeps the state in memory, until the process ends: for tests, and for what may be forgotten.
public final class MemoryStateStore: StateStore {
    private struct Table {
        var texts: [StateOwner: [String: String]] = [:]
        var owners: [ConversationID: Set<StateOwner>] = [:]
        var count = 0

        mutating func forget(_ owner: StateOwner) {
            count -= texts.removeValue(forKey: owner)?.count ?? 0
            guard let conversation = owner.conversation else { return }
            owners[conversation]?.remove(owner)
            if owners[conversation]?.isEmpty == true { owners[conversation] = nil }
        }
    }
    private let table = Mutex(Table())
    private let capacity: Int

    /// - Parameter capacity: how many values it holds at the most. What is new after that is refused with
    ///   ``StateError/Code/full``.
    public init(capacity: Int = 1_000_000) { self.capacity = capacity }

    public func text(_ name: String, of owner: StateOwner) async -> String? {
        table.withLock { $0.texts[owner]?[name] }
    }

    public func update(
        _ name: String, of owner: StateOwner, _ change: @escaping @Sendable (String?) throws -> String?
    ) async throws {
        try table.withLock { table in
            let old = table.texts[owner]?[name]
            let new = try change(old)
            guard new != old else { return }
            guard let new else {
                table.texts[owner]?[name] = nil
                table.count -= 1
                if table.texts[owner]?.isEmpty == true { table.forget(owner) }
                return
            }
            if old == nil {
                guard table.count < capacity else {
                    throw StateError(
                        .full,
                        "The store holds \(capacity) values, its limit; keep state in SQLite, or raise `capacity`")
                }
                table.count += 1
            }
            table.texts[owner, default: [:]][name] = new
            if let conversation = owner.conversation { table.owners[conversation, default: []].insert(owner) }
        }
    }

    public func removeAll(of owner: StateOwner) async { table.withLock { $0.forget(owner) } }

    public func removeAll(in conversation: ConversationID) async {
        table.withLock { table in
            for owner in table.owners[conversation.base] ?? [] { table.forget(owner) }
        }
    }

    /// How many values it holds.
    var count: Int { table.withLock { $0.count } }
}

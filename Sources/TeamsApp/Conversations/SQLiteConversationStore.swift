internal import Foundation
package import SQLCore
internal import SQLiteStore
public import TeamsModels

/// Keeps the conversations in an SQLite file, which several processes of one bot may share.
///
/// What it has stored survives the process and a loss of power. Writes that wait at the same time become durable
/// together, on a thread of the store's own; reads do not wait for them. Every question is answered by an index.
public final class SQLiteConversationStore: ConversationStore {
    private let store: SQLConversationStore

    /// Opens the file, and makes it when there is none: readable by its owner alone, since it says who talks to the
    /// bot.
    ///
    /// - Throws: ``ConversationStoreError`` that names the path: the file is damaged, of another program or of a newer
    ///   version, or cannot be written.
    public init(path: String) throws(ConversationStoreError) {
        if path != SQLiteDatabase.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            let database = try SQLiteDatabase(path: path, migrations: Self.migrations)
            store = SQLConversationStore(database: database, place: path)
        } catch {
            throw ConversationStoreError(error, path: path)
        }
    }

    /// The steps of the schema of conversations, and of the state beside them.
    package static var migrations: [Migration] { ConversationRows.migrations + SQLiteStateStore.migrations }

    public func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError) {
        try await store.upsert(conversations)
    }

    @discardableResult
    public func update(
        _ id: ConversationID, _ change: @escaping @Sendable (KnownConversation?) -> KnownConversation?
    ) async throws(ConversationStoreError) -> KnownConversation? {
        try await store.update(id, change)
    }

    public func conversation(_ id: ConversationID) async throws(ConversationStoreError) -> KnownConversation? {
        try await store.conversation(id)
    }

    public func page(
        of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
    ) async throws(ConversationStoreError) -> ConversationPage {
        try await store.page(of: query, after: cursor, limit: limit)
    }

    public func tenants(limit: Int) async throws(ConversationStoreError) -> [TenantID] {
        try await store.tenants(limit: limit)
    }

    public func count() async throws(ConversationStoreError) -> Int { try await store.count() }
}

extension SQLiteConversationStore: StateKeeping {
    /// What the bot keeps beside what it knows of its conversations, in the same file.
    public var stateStore: any StateStore { store.stateStore }
}

public import TeamsModels

/// Keeps the conversations that the bot knows.
///
/// An ``App`` fills its store by itself: with every activity before its handler runs, and with each conversation that
/// it opens. ``MemoryConversationStore`` and ``SQLiteConversationStore`` are two; a store of your own has to do what
/// each method promises.
///
/// A store belongs to one bot. It holds a value for each conversation that the bot was ever in: as many as there are
/// people, chats and channels in the organisations that installed the app. What fills it are activities of the
/// service; strangers cannot.
public protocol ConversationStore: Sendable {
    /// Stores all of these, or none; each in place of what is known under its id.
    ///
    /// - Throws: ``ConversationStoreError/Code/invalid`` for a value without an id or a service URL.
    func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError)

    /// Stores what `change` makes of what is known under `id`, in one step that no other write comes between; nil
    /// forgets it. Nothing is written when `change` changes nothing.
    ///
    /// - Parameters:
    ///   - id: a conversation's, without a thread.
    ///   - change: must not wait for anything, and may run more than once. What it makes has the same id.
    /// - Returns: what is known from now on.
    @discardableResult
    func update(
        _ id: ConversationID, _ change: @escaping @Sendable (KnownConversation?) -> KnownConversation?
    ) async throws(ConversationStoreError) -> KnownConversation?

    /// What is known of a conversation, or of the one that a thread belongs to; nil when it is unknown.
    func conversation(_ id: ConversationID) async throws(ConversationStoreError) -> KnownConversation?

    /// Some of the conversations that `query` means, in the order in which the store first learnt of them. A page may
    /// hold fewer than `limit`, also when more follow. What does not change meanwhile is on exactly one page.
    ///
    /// - Parameters:
    ///   - query: which ones.
    ///   - cursor: the ``ConversationPage/next`` of the page before; nil for the first.
    ///   - limit: the most of one page, at least 1.
    func page(
        of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
    ) async throws(ConversationStoreError) -> ConversationPage

    /// The organisations of the conversations, in the order of their ids, without regard to case.
    func tenants(limit: Int) async throws(ConversationStoreError) -> [TenantID]

    /// How many conversations are stored.
    func count() async throws(ConversationStoreError) -> Int
}

extension ConversationStore {
    /// Stores a conversation in place of what is known under its id.
    public func upsert(_ conversation: KnownConversation) async throws(ConversationStoreError) {
        try await upsert([conversation])
    }

    /// Forgets a conversation. That it is unknown already is no error.
    public func remove(_ id: ConversationID) async throws(ConversationStoreError) {
        try await update(id) { _ in nil }
    }

    /// All conversations that `query` means, a page at a time:
    ///
    ///     for try await page in store.pages(of: ConversationQuery(type: .personal)) { … }
    public func pages(of query: ConversationQuery = ConversationQuery(), limit: Int = 500) -> ConversationPages {
        ConversationPages(store: self, query: query, limit: max(1, limit))
    }
}

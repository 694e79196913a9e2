/// The conversations that a query means, a page at a time: each page is read when it is asked for.
public struct ConversationPages: AsyncSequence, Sendable {
    /// A page's conversations; never none.
    public typealias Element = [KnownConversation]

    let store: any ConversationStore
    let query: ConversationQuery
    let limit: Int

    /// Begins with the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

    /// Reads page after page.
    public struct Iterator: AsyncIteratorProtocol {
        let pages: ConversationPages
        private var cursor: ConversationCursor?
        private var isAtEnd = false

        init(pages: ConversationPages) { self.pages = pages }

        /// The next page; nil at the end.
        public mutating func next() async throws(ConversationStoreError) -> [KnownConversation]? {
            while !isAtEnd {
                let page = try await pages.store.page(of: pages.query, after: cursor, limit: pages.limit)
                cursor = page.next
                isAtEnd = page.next == nil
                if !page.conversations.isEmpty { return page.conversations }
            }
            return nil
        }
    }
}

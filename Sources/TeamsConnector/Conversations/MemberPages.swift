public import TeamsModels

/// The members of a conversation, page by page. Each iteration asks anew.
public struct MemberPages: AsyncSequence, Sendable {
    let connector: Connector
    let reference: ConversationReference
    let pageSize: Int?

    /// Asks for one page after the other.
    public struct Iterator: AsyncIteratorProtocol {
        let pages: MemberPages
        var token: String?
        var isDone = false

        /// The next page; nil after the last one.
        public mutating func next() async throws(ConnectorError) -> PagedMembers? {
            guard !isDone else { return nil }
            let page = try await pages.connector.membersPage(
                of: pages.reference, pageSize: pages.pageSize, continuationToken: token)
            // A token that repeats would never end.
            isDone = page.continuationToken.map { $0.isEmpty || $0 == token } ?? true
            token = page.continuationToken
            return page
        }
    }

    /// Begins with the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: self) }
}

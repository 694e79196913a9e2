internal import TeamsApp
public import TeamsConnector
internal import TeamsModels

/// The members of a conversation, one after the other; each page is asked for when it is needed. Each iteration asks
/// anew.
public struct MemberList: AsyncSequence, Sendable {
    /// One of them.
    public typealias Element = ConversationMember

    let conversation: KnownConversation
    let notifications: Notifications

    /// Begins with the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Gives one member after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let list: MemberList
        private var pages: MemberPages.Iterator
        private var page: ArraySlice<ConversationMember> = []

        init(_ list: MemberList) {
            self.list = list
            pages = list.notifications.app.connector.memberPages(of: list.conversation.reference, pageSize: 500)
                .makeAsyncIterator()
        }

        /// The next member; nil at the end.
        /// - Throws: `ConnectorError` when the service refuses a page.
        public mutating func next() async throws(ConnectorError) -> ConversationMember? {
            while page.isEmpty {
                guard let members = try await pages.next()?.members else { return nil }
                let tenant = list.conversation.tenant
                await list.notifications.app.noteMembers(members, in: tenant)
                page =
                    members.map {
                        ConversationMember(
                            account: $0, tenant: $0.tenantId ?? tenant, notifications: list.notifications)
                    }[...]
            }
            return page.popFirst()
        }
    }
}

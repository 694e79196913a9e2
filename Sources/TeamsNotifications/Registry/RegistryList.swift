internal import TeamsApp

/// What the registry knows, one after the other, read a page at a time from the store. No request is made.
///
/// What is chosen by more than the call says is chosen by `where`:
///
/// ```swift
/// for try await person in try await notifications.installations(.personal) where person.isReachable { … }
/// ```
public struct RegistryList<Element: Sendable>: AsyncSequence, Sendable {
    let query: ConversationQuery
    let notifications: Notifications
    let make: @Sendable (KnownConversation) -> Element?

    /// Begins with the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Gives one after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let list: RegistryList
        private var pages: ConversationPages.Iterator
        private var page: ArraySlice<Element> = []

        init(_ list: RegistryList) {
            self.list = list
            pages = list.notifications.store.conversations.pages(of: list.query).makeAsyncIterator()
        }

        /// The next one; nil at the end.
        public mutating func next() async throws(NotificationError) -> Element? {
            while page.isEmpty {
                let known: [KnownConversation]?
                do throws(ConversationStoreError) { known = try await pages.next() } catch {
                    throw NotificationError(error)
                }
                guard let known else { return nil }
                page = known.compactMap(list.make)[...]
            }
            return page.popFirst()
        }
    }
}

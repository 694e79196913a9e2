/// What a store has of one kind, read page by page while it is gone through.
///
/// ```swift
/// for try await delivery in notifications.deliveries(of: id, in: [.failed]) { print(delivery.code ?? "") }
/// ```
public struct NotificationPages<Element: Sendable>: AsyncSequence, Sendable {
    /// What reading may end with.
    public typealias Failure = NotificationError
    package typealias Page = (items: [Element], next: String?)

    private let read: @Sendable (_ cursor: String?) async throws(NotificationError) -> Page

    package init(_ read: @escaping @Sendable (_ cursor: String?) async throws(NotificationError) -> Page) {
        self.read = read
    }

    /// Goes through the pages.
    public struct Iterator: AsyncIteratorProtocol {
        private let read: @Sendable (_ cursor: String?) async throws(NotificationError) -> Page
        private var items: ArraySlice<Element> = []
        private var cursor: String?
        private var isAtEnd = false

        init(_ read: @escaping @Sendable (_ cursor: String?) async throws(NotificationError) -> Page) {
            self.read = read
        }

        /// The next one; nil at the end.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(NotificationError) -> Element? {
            while items.isEmpty, !isAtEnd {
                let page = try await read(cursor)
                items = page.items[...]
                cursor = page.next
                isAtEnd = page.next == nil
            }
            return items.popFirst()
        }
    }

    /// Begins at the first.
    public func makeAsyncIterator() -> Iterator { Iterator(read) }
}

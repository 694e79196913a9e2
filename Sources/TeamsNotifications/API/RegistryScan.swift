internal import TeamsApp

/// Goes through the registry page by page, and gathers what fits. The work of one call is bounded: where little fits,
/// a page is short, and the next one goes on.
struct RegistryScan {
    /// A place inside a page of the store: its beginning, and how many of it are behind.
    private struct Place {
        var cursor: ConversationCursor?
        var offset = 0

        init(cursor: ConversationCursor?) { self.cursor = cursor }

        /// `<cursor>.<offset>`; the first page has no cursor.
        init?(_ text: String) {
            guard let dot = text.lastIndex(of: "."), let offset = Int(text[text.index(after: dot)...]),
                (0..<RegistryScan.pageSize).contains(offset)
            else { return nil }
            let cursor = text[..<dot]
            self.cursor = cursor.isEmpty ? nil : ConversationCursor(rawValue: String(cursor))
            self.offset = offset
        }

        var text: String { "\(cursor?.rawValue ?? "").\(offset)" }
    }

    /// How many conversations are read at once, and how many pages for one call.
    private static let pageSize = 500
    private static let maxPages = 20

    let store: any ConversationStore
    let query: ConversationQuery

    /// What `fit` makes of the conversations, at most `limit`, and where the next ones begin.
    func page<Item>(
        after: String?, limit: Int, _ fit: (KnownConversation) -> Item?
    ) async throws -> (items: [Item], next: String?) {
        var place = Place(cursor: nil)
        if let after {
            guard let given = Place(after) else { throw APIError(ConversationStoreError(.invalid, "")) }
            place = given
        }
        var items: [Item] = []
        for _ in 0..<Self.maxPages {
            let page = try await store.page(of: query, after: place.cursor, limit: Self.pageSize)
            for (offset, known) in page.conversations.enumerated().dropFirst(place.offset) {
                guard let item = fit(known) else { continue }
                guard items.count < limit else {
                    place.offset = offset
                    return (items, place.text)
                }
                items.append(item)
            }
            guard let next = page.next else { return (items, nil) }
            place = Place(cursor: next)
        }
        return (items, place.text)
    }
}

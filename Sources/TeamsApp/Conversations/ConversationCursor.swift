/// A place in the order of a store's conversations. Only the store that made it knows what it means.
public struct ConversationCursor: Sendable, Hashable, Codable {
    /// The place as text, for whoever has to keep it.
    public let rawValue: String

    /// A place that was kept as text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The place as a number.
    init(place: Int) { rawValue = String(place) }

    /// The place after which a page begins.
    /// - Throws: ``ConversationStoreError`` for a text that no store of this module made.
    static func place(of cursor: ConversationCursor?) throws(ConversationStoreError) -> Int {
        guard let cursor else { return 0 }
        guard let place = Int(cursor.rawValue), place >= 0 else {
            throw ConversationStoreError(.invalid, "The cursor is none that this store has given")
        }
        return place
    }
}

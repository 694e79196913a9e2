package import JSONKit

/// What a notification says: a text, or a card with data, never both in one message, for Teams would split them and
/// give no id.
public struct NotificationContent: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case text(String)
        /// A card, or a template with data.
        case card(JSONValue, data: JSONValue?)
        /// A template by its name in the library.
        case template(String, data: JSONValue?)
        /// One for each language, and the one that counts for all others.
        case locales([String: NotificationContent], fallback: String)
    }
    package var kind: Kind
    /// What lies over the data, member by member, by the recipient's id in Microsoft Entra.
    package var recipientData: [String: JSONObject] = [:]
    /// What notifications of the system and lists of chats show of a card.
    public var summary: String?
    /// Whether the client shows a notification of its own.
    public var alert: Bool?
    /// Whether the stock action for opting out is appended to a card; nil for where it belongs.
    public var optOut: Bool?

    package init(_ kind: Kind) { self.kind = kind }
}

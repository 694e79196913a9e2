internal import JSONKit

/// An item of a person's activity feed.
struct FeedEntry: Sendable, Hashable {
    enum Kind: String, WireChoice {
        /// A bot's message that asked for attention (`channelData.notification.alert`).
        case alert
        /// A notification that an app sent through Microsoft Graph.
        case activityFeed
    }

    var id: FeedID
    /// Whose feed it is in.
    var person: Handle
    var kind: Kind
    /// The app that caused it.
    var bot: AppID
    var at: Instant
    /// Of an alert nothing is kept here: its words are those of the message, as it is when somebody looks.
    var title = ""
    var preview: String?
    /// The chat or channel that it leads to.
    var conversation: ConversationID?
    /// The message that it leads to.
    var message: MessageNumber?
    /// A later notification of the same app with the same number takes its place.
    var chain: Int?
    var isRead = false
    var extras = JSONObject()
}

extension FeedEntry: StoredRow, TableRow {
    var rowID: FeedID { id }

    init() {
        self.init(
            id: FeedID(rawValue: 0), person: "", kind: .alert, bot: "", at: Instant(milliseconds: 0))
    }

    /// An alert is one of a message.
    var isWhole: Bool { kind != .alert || (message != nil && conversation != nil) }

    static let shape: RowShape<FeedEntry> = [
        .required("id", \.id), .required("person", \.person), .required("kind", \.kind), .required("bot", \.bot),
        .required("at", \.at), .unless("", "title", \.title), .optional("preview", \.preview),
        .optional("conversation", \.conversation), .optional("message", \.message), .optional("chain", \.chain),
        .unless(false, "read", \.isRead),
    ]
}

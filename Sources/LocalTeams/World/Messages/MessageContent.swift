internal import JSONKit

/// What a message says.
struct MessageContent: Sendable, Hashable {
    struct Mention: Sendable, Hashable {
        /// A handle or an app id.
        var who: String
        var name: String
        var extras = JSONObject()
    }

    var text = ""
    /// As the author gave it: `markdown`, `plain`, `xml`, …
    var textFormat: String?
    var attachments: [JSONValue] = []
    var attachmentLayout: String?
    var suggestedActions: JSONValue?
    /// A person's mentions.
    var mentions: [Mention] = []
    /// A bot's entities.
    var entities: [JSONValue] = []
    /// The message that is quoted.
    var quote: MessageNumber?
    /// Asks for a toast and an item in the activity feed.
    var alert = false
    var summary: String?
    /// The form that asks for feedback: `default`, or `custom`, the bot's own. Nil for none.
    var feedback: String?
    /// What Teams would have refused or would not show.
    var warnings: [String] = []
    var extras = JSONObject()

    /// What it says in words: of a card without a text its summary.
    var said: String { text.isEmpty ? summary ?? "" : text }
}

extension MessageContent: StoredRow {
    static let shape: RowShape<MessageContent> = [
        .required("text", \.text), .optional("textFormat", \.textFormat), .unless([], "attachments", \.attachments),
        .optional("attachmentLayout", \.attachmentLayout), .optional("suggestedActions", \.suggestedActions),
        .unless([], "mentions", \.mentions), .unless([], "entities", \.entities), .optional("quote", \.quote),
        .unless(false, "alert", \.alert), .optional("summary", \.summary),
        .optional("feedback", \.feedback), .unless([], "warnings", \.warnings),
    ]
}

extension MessageContent.Mention: StoredRow {
    init() { self.init(who: "", name: "") }

    static let shape: RowShape<Self> = [.required("who", \.who), .required("name", \.name)]
}

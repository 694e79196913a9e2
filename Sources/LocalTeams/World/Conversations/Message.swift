internal import JSONKit

/// A message of a conversation, as everyone with a right to it sees it.
struct Message: Sendable, Equatable {
    enum Author: Sendable, Hashable {
        case person(String)
        case bot(String)
    }

    enum Audience: Sendable, Hashable {
        /// Everyone in the conversation.
        case everyone
        /// One person alone: a targeted message of a bot.
        case person(String)
        /// A bot, and the person who wrote it: a message targeted at the bot.
        case bot(String)
    }

    enum State: String, Sendable {
        case present
        /// By whoever wrote it. A person can undo it.
        case deleted
        /// A bot's targeted message that was deleted, or a private one older than 24 hours: nobody sees that it was there.
        case gone
    }

    struct Reaction: Sendable, Equatable {
        var type: String
        /// Handles, and app ids of bots.
        var by: [String]
    }

    /// Epoch milliseconds; rises strictly. Its decimal text is the message's id.
    let number: Int64
    let author: Author
    let audience: Audience
    /// In a channel: the post that this is a reply to.
    let root: Int64?
    let sentAt: Instant
    var content: MessageContent
    var reactions: [Reaction] = []
    var state = State.present
    var edited = false
    /// When a targeted message goes.
    let expires: Instant?
    /// The bots that got it. Only they learn of its edits.
    var seenBy: [String] = []

    var id: String { String(number) }

    /// The one person who sees it, if there is only one.
    var onlyReader: String? {
        switch (audience, author) {
        case (.everyone, _): nil
        case (.person(let handle), _), (.bot, .person(let handle)): handle
        case (.bot, .bot): nil
        }
    }

    /// Whether a person of the conversation has a right to see it.
    func isVisible(to handle: String) -> Bool {
        guard state != .gone else { return false }
        return switch audience {
        case .everyone: true
        case .person(let reader): reader == handle
        case .bot: author == .person(handle)
        }
    }
}

/// What a message says.
struct MessageContent: Sendable, Equatable {
    struct Mention: Sendable, Equatable {
        /// A handle or an app id.
        var who: String
        var name: String
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
    var quote: Int64?
    /// Asks for a toast and an item in the activity feed.
    var alert = false
    var summary: String?
    /// What Teams would have refused or would not show.
    var warnings: [String] = []
}

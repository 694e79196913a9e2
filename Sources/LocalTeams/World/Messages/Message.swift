internal import JSONKit

/// A message of a conversation, as everyone with a right to it sees it.
struct Message: Sendable, Hashable {
    enum Author: Sendable, Hashable {
        case person(Handle)
        case bot(AppID)
    }

    enum Audience: Sendable, Hashable {
        /// Everyone in the conversation.
        case everyone
        /// One person alone: a targeted message of a bot.
        case person(Handle)
        /// A bot, and the person who wrote it: a message targeted at the bot.
        case bot(AppID)
    }

    enum State: String, WireChoice {
        case present
        /// By whoever wrote it. A person can undo it.
        case deleted
        /// A bot's targeted message that was deleted, or a private one older than 24 hours: nobody sees that it was
        /// there.
        case gone
    }

    struct Reaction: Sendable, Hashable {
        var type: String
        /// Handles, and app ids of bots.
        var by: [String]
        var extras = JSONObject()
    }

    /// The chat or channel that it is in.
    fileprivate(set) var conversation: ConversationID
    /// Its decimal text is the message's id.
    fileprivate(set) var number: MessageNumber
    fileprivate(set) var author: Author
    fileprivate(set) var audience: Audience
    /// In a channel: the post that this is a reply to.
    fileprivate(set) var root: MessageNumber?
    fileprivate(set) var sentAt: Instant
    var content = MessageContent()
    var reactions: [Reaction] = []
    var state = State.present
    var edited = false
    /// When a targeted message goes.
    fileprivate(set) var expires: Instant?
    /// The bots that got it. Only they learn of its edits.
    var seenBy: [AppID] = []
    var extras = JSONObject()

    init(
        conversation: ConversationID, number: MessageNumber, author: Author, audience: Audience,
        root: MessageNumber? = nil, sentAt: Instant, content: MessageContent, expires: Instant? = nil
    ) {
        self.conversation = conversation
        self.number = number
        self.author = author
        self.audience = audience
        self.root = root
        self.sentAt = sentAt
        self.content = content
        self.expires = expires
    }

    var id: String { number.id }

    /// The one person who sees it, if there is only one.
    var onlyReader: Handle? {
        switch (audience, author) {
        case (.everyone, _): nil
        case (.person(let handle), _), (.bot, .person(let handle)): handle
        case (.bot, .bot): nil
        }
    }

    /// Whether a person of the conversation has a right to see it.
    func isVisible(to handle: Handle) -> Bool {
        guard state != .gone else { return false }
        return switch audience {
        case .everyone: true
        case .person(let reader): reader == handle
        case .bot: author == .person(handle)
        }
    }

    mutating func react(_ type: String, add: Bool, by who: String) {
        let place = reactions.firstIndex { $0.type == type }
        switch (place, add) {
        case (let place?, true): if !reactions[place].by.contains(who) { reactions[place].by.append(who) }
        case (nil, true): reactions.append(Reaction(type: type, by: [who]))
        case (let place?, false):
            reactions[place].by.removeAll { $0 == who }
            if reactions[place].by.isEmpty { reactions.remove(at: place) }
        case (nil, false): break
        }
    }
}

extension Message: StoredRow {
    init() {
        self.init(
            conversation: "", number: .none, author: .person(""), audience: .everyone,
            sentAt: Instant(milliseconds: 0), content: MessageContent())
    }

    static let shape: RowShape<Message> = [
        .required("conversation", \.conversation), .required("number", \.number), .required("author", \.author),
        .unless(.everyone, "audience", \.audience), .optional("root", \.root), .required("sentAt", \.sentAt),
        .required("content", \.content), .unless([], "reactions", \.reactions), .required("state", \.state),
        .unless(false, "edited", \.edited), .optional("expires", \.expires), .unless([], "seenBy", \.seenBy),
    ]
}

extension Message.Reaction: StoredRow {
    init() { self.init(type: "", by: []) }

    static let shape: RowShape<Self> = [.required("type", \.type), .written("by", \.by)]
}

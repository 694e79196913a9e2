internal import JSONKit

/// A message of a conversation, as everyone with a right to it sees it.
struct Message: Sendable, Hashable {
    enum Author: Sendable, Hashable {
        case person(Handle)
        case bot(AppID)
        /// A webhook of the channel, by its name. Its id is a secret.
        case webhook(String)
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

    /// What one person sees in the place of the message's attachments: a card that answered them.
    struct Shown: Sendable, Hashable {
        var person: Handle
        var attachments: [JSONValue]
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
    /// One for each person who sees other cards than the rest.
    var shown: [Shown] = []
    var state = State.present
    var edited = false
    /// Nil for a message that came whole.
    var streamed: StreamedMessage?
    /// The client of the person whom it is for was too old to show it when it came.
    fileprivate(set) var isHidden: Bool
    /// When a targeted message goes.
    fileprivate(set) var expires: Instant?
    /// The bots that got it. Only they learn of its edits.
    var seenBy: [AppID] = []
    var extras = JSONObject()

    init(
        conversation: ConversationID, number: MessageNumber, author: Author, audience: Audience,
        root: MessageNumber? = nil, sentAt: Instant, content: MessageContent, expires: Instant? = nil,
        isHidden: Bool = false, streamed: StreamedMessage? = nil
    ) {
        self.conversation = conversation
        self.number = number
        self.author = author
        self.audience = audience
        self.root = root
        self.sentAt = sentAt
        self.content = content
        self.expires = expires
        self.isHidden = isHidden
        self.streamed = streamed
    }

    var id: String { number.id }

    /// Whether the bot may still add to it as a stream.
    var isStreaming: Bool { state == .present && streamed?.isOpen == true }

    /// The one person who sees it, if there is only one.
    var onlyReader: Handle? {
        switch (audience, author) {
        case (.everyone, _): nil
        case (.person(let handle), _), (.bot, .person(let handle)): handle
        case (.bot, .bot), (.bot, .webhook): nil
        }
    }

    /// Whether a person of the conversation has a right to see it.
    func isVisible(to handle: Handle) -> Bool {
        guard state != .gone, !isHidden else { return false }
        return switch audience {
        case .everyone: true
        case .person(let reader): reader == handle
        case .bot: author == .person(handle)
        }
    }

    /// The attachments as a person sees them.
    func attachments(for handle: Handle) -> [JSONValue] {
        shown.first { $0.person == handle }?.attachments ?? content.attachments
    }

    mutating func show(_ attachments: [JSONValue], to handle: Handle) {
        shown.removeAll { $0.person == handle }
        shown.append(Shown(person: handle, attachments: attachments))
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
        .unless(false, "hidden", \.isHidden), .unless([], "shown", \.shown), .optional("streamed", \.streamed),
    ]
}

extension Message.Reaction: StoredRow {
    init() { self.init(type: "", by: []) }

    static let shape: RowShape<Self> = [.required("type", \.type), .written("by", \.by)]
}

extension Message.Shown: StoredRow {
    init() { self.init(person: "", attachments: []) }

    static let shape: RowShape<Self> = [.required("person", \.person), .written("attachments", \.attachments)]
}

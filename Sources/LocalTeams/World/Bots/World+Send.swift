internal import JSONKit

extension World {
    /// C3–C6: a bot sends an activity. `replyTo` is the id in the path of C5, `targeted` the query of C4.
    mutating func send(
        _ activity: JSONObject, to conversation: ConversationID, replyTo: String? = nil, targeted: Bool = false,
        by bot: AppID
    ) throws(Refusal) -> Sent {
        do {
            return try accept(activity, to: conversation, replyTo: replyTo, targeted: targeted, by: bot)
        } catch {
            recordRefusal(
                of: activity, to: conversation, replyTo: replyTo, targeted: targeted, by: bot, status: error.status,
                code: error.code, note: error.note)
            throw error
        }
    }

    /// What a bot may send, in small letters. Teams refuses other types with "Unknown activity type"
    /// (microsoft/botbuilder-python#366: a `trace`).
    static let sentTypes: Set<String> = [
        "message", "typing", "event", "invoke", "messagereaction", "endofconversation", "command", "commandresult",
        "handoff",
    ]

    /// The type of an activity, in small letters, and whether Teams takes it.
    static func type(of activity: JSONObject) throws(Refusal) -> (name: String, isKnown: Bool) {
        guard let type = activity["type"]?.stringValue?.lowercased(), !type.isEmpty else {
            throw .badArgument("The activity has no type.")
                .noted("Rule: an activity says its type (status codes, 400 BadArgument).")
        }
        return (type, sentTypes.contains(type))
    }

    private mutating func accept(
        _ activity: JSONObject, to conversation: ConversationID, replyTo: String?, targeted: Bool, by bot: AppID
    ) throws(Refusal) -> Sent {
        let place = try admitWriter(bot, to: conversation)
        let type = try Self.type(of: activity)
        var audience = Message.Audience.everyone
        var warnings: [String] = []
        if targeted || Self.isTargeted(activity) {
            if place.isPersonal {
                let message = "Targeted messages are not supported in 1:1 (personal) chats."
                guard !rules.strict else {
                    throw .badArgument(message)
                        .noted("Rule: targeted messages are for groups and channels (Microsoft, Targeted messages).")
                }
                warnings.append(message)
            } else {
                audience = .person(try recipient(of: activity, in: place, for: bot))
            }
        }
        let root = thread(of: replyTo ?? activity["replyToId"]?.stringValue, in: place, for: audience)
        guard type.isKnown else {
            guard !rules.strict else { throw .unknownType }
            return Sent(
                id: counters.nextMessage(at: now).id, note: "Teams refuses the activity: Unknown activity type.")
        }
        if let piece = StreamRequest(activity) {
            return try stream(piece, activity, type: type.name, to: place, root: root, for: audience, by: bot)
        }
        switch type.name {
        case "message":
            var content = try content(of: activity, in: place)
            content.warnings += warnings
            return post(content, to: place, root: root, author: .bot(bot), audience: audience)
        case "typing": typing(bot, in: place, root: root, audience)
        default: break  // Nothing that anyone sees.
        }
        return Sent(id: counters.nextMessage(at: now).id)
    }

    /// With text and attachments Teams may make two messages, and then gives no id.
    private mutating func post(
        _ content: MessageContent, to place: Place, root: MessageNumber?, author: Message.Author,
        audience: Message.Audience
    ) -> Sent {
        guard splitsTextAndCard, !content.text.isEmpty, !content.attachments.isEmpty else {
            let message = add(content, to: place, root: root, author: author, audience: audience)
            return Sent(id: message.id, note: hiding(of: message))
        }
        var text = content
        text.attachments = []
        text.attachmentLayout = nil
        text.suggestedActions = nil
        var rest = content
        rest.text = ""
        rest.entities = []
        rest.quote = nil
        let first = add(text, to: place, root: root, author: author, audience: audience)
        // The second half of a new post stays with the first.
        let isPost = place.team != nil && audience == .everyone
        _ = add(rest, to: place, root: root ?? (isPost ? first.number : nil), author: author, audience: audience)
        return Sent(id: nil, note: hiding(of: first) ?? Self.split)
    }

    private static let split =
        "Rule: Teams makes two messages of text and attachments, and gives no id (Microsoft, Messages in bot "
        + "conversations). The tenant's splitTextAndCard switches it."

    private mutating func typing(_ bot: AppID, in place: Place, root: MessageNumber?, _ audience: Message.Audience) {
        var handles = roster(place).handles
        if case .person(let handle) = audience { handles = showsTargeted(to: handle) ? [handle] : [] }
        show(
            .typing, to: handles, conversation: conversationName(place, root: root),
            details: ["from": .object(view(of: .bot(bot)))])
    }

    static func isTargeted(_ activity: JSONObject) -> Bool {
        activity["recipient"]?["isTargeted"]?.boolValue ?? false
    }

    /// Whom a targeted activity is for.
    func recipient(of activity: JSONObject, in place: Place, for bot: AppID) throws(Refusal) -> Handle {
        guard let id = activity["recipient"]?["id"]?.stringValue, !id.isEmpty else {
            throw .badArgument("A targeted message needs a recipient.")
                .noted("Rule: a targeted message names who sees it (Microsoft, Targeted messages).")
        }
        guard let handle = try resolve(id, for: bot), roster(place).contains(handle) else { throw .memberNotFound(id) }
        return handle
    }

    /// The thread that a message goes to: that of the conversation's id, else that of the message it replies to. An id
    /// that stands for no message makes a new post. Nothing public goes below a private post, whose id others must not
    /// learn.
    private func thread(of parent: String?, in place: Place, for audience: Message.Audience) -> MessageNumber? {
        guard place.hasThreads else { return nil }
        let number = place.root ?? parent.flatMap { message($0, in: place) }.flatMap { self.root(of: $0, in: place) }
        guard let number, let post = message(number, in: place) else { return nil }
        guard post.audience != .everyone else { return number }
        guard post.state == .present, case .person(let reader) = audience, post.onlyReader == reader else { return nil }
        return number
    }

    /// The thread that a reply to a message belongs to. In a chat a reply is a message of its own, unless there is a
    /// thread already.
    private func root(of parent: Message, in place: Place) -> MessageNumber? {
        if let root = parent.root { return root }
        guard place.team == nil else { return parent.number }
        return messages.log(of: place.id)?.replies[parent.number]?.isEmpty == false ? parent.number : nil
    }

    /// The start of a text that may be of any length: what was refused is not kept whole.
    private static func excerpt(of text: String) -> String {
        guard text.utf8.count > 4 * maxMessageBytes else { return text }
        return String(text.unicodeScalars.prefix(maxMessageBytes)) + "…"
    }

    /// A send that was refused, also by something before the world (a fault, a limit): the ledger keeps whom it would
    /// have reached, and their pages learn of it.
    /// - Parameters:
    ///   - id: the message that was to be changed.
    ///   - status: nil when the connection was dropped.
    ///   - note: why, in words for people.
    mutating func recordRefusal(
        of activity: JSONObject, to conversation: ConversationID, replyTo: String? = nil, changing id: String? = nil,
        targeted: Bool, by bot: AppID, status: Int?, code: String? = nil, note: String? = nil
    ) {
        let text = Self.excerpt(of: activity["text"]?.stringValue ?? "")
        var conversation = conversation
        var handles: [Handle] = []
        var message: String?
        if let place = place(conversation) {
            let root: MessageNumber?
            if let id {
                // Of a message that is not there nobody knows whose it was.
                let changed = self.message(id, in: place)
                handles = changed.map { readers(of: $0, in: place) } ?? []
                message = changed?.id
                root = changed?.root
            } else {
                handles = roster(place).handles
                var audience = Message.Audience.everyone
                // Also what was only meant for one person, however it is spelt: nobody else learns of it.
                if targeted || Self.looksTargeted(activity) {
                    let reader = try? recipient(of: activity, in: place, for: bot)
                    handles = reader.map { [$0] } ?? []
                    audience = reader.map(Message.Audience.person) ?? .bot(bot)
                }
                root = thread(of: replyTo ?? activity["replyToId"]?.stringValue, in: place, for: audience)
            }
            conversation = conversationName(place, root: root)
        }
        enterRefusal(
            conversation: conversation, message: message, bot: bot, to: handles, text: text, status: status,
            code: code, note: note, isMessage: id != nil || activity["type"]?.stringValue?.lowercased() == "message")
    }
}

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
            recordRefusal(of: activity, to: conversation, targeted: targeted, by: bot, status: error.status)
            throw error
        }
    }

    /// What a bot may send, in small letters. Teams refuses other types with "Unknown activity type"
    /// (microsoft/botbuilder-python#366: a `trace`).
    private static let sentTypes: Set<String> = [
        "message", "typing", "event", "invoke", "messagereaction", "endofconversation", "command", "commandresult",
        "handoff",
    ]

    private mutating func accept(
        _ activity: JSONObject, to conversation: ConversationID, replyTo: String?, targeted: Bool, by bot: AppID
    ) throws(Refusal) -> Sent {
        let place = try admitWriter(bot, to: conversation)
        guard let type = activity["type"]?.stringValue, !type.isEmpty else {
            throw .badArgument("The activity has no type.")
        }
        var audience = Message.Audience.everyone
        var warnings: [String] = []
        if targeted || Self.isTargeted(activity) {
            if place.isPersonal {
                let message = "Targeted messages are not supported in 1:1 (personal) chats."
                guard !rules.strict else { throw .badArgument(message) }
                warnings.append(message)
            } else {
                audience = .person(try recipient(of: activity, in: place, for: bot))
            }
        }
        let root = thread(of: replyTo ?? activity["replyToId"]?.stringValue, in: place, for: audience)
        guard Self.sentTypes.contains(type.lowercased()) || !rules.strict else {
            throw .badArgument("Unknown activity type")
        }
        switch type.lowercased() {
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
        guard rules.splitTextAndCard, !content.text.isEmpty, !content.attachments.isEmpty else {
            return Sent(id: add(content, to: place, root: root, author: author, audience: audience).id)
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
        return Sent(id: nil)
    }

    private mutating func typing(_ bot: AppID, in place: Place, root: MessageNumber?, _ audience: Message.Audience) {
        var handles = roster(place).handles
        if case .person(let handle) = audience { handles = [handle] }
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
        }
        guard let handle = try resolve(id, for: bot), roster(place).contains(handle) else { throw .memberNotFound(id) }
        return handle
    }

    /// The thread that a message goes to: that of the conversation's id, else that of the message it replies to. An id
    /// that stands for no message makes a new post. Nothing public goes below a private post, whose id others must not
    /// learn.
    private func thread(of parent: String?, in place: Place, for audience: Message.Audience) -> MessageNumber? {
        guard place.team != nil else { return nil }
        let number = place.root ?? parent.flatMap { message($0, in: place) }.map { $0.root ?? $0.number }
        guard let number, let post = message(number, in: place) else { return nil }
        guard post.audience != .everyone else { return number }
        guard post.state == .present, case .person(let reader) = audience, post.onlyReader == reader else { return nil }
        return number
    }

    /// The start of a text that may be of any length: what was refused is not kept whole.
    private static func excerpt(of text: String) -> String {
        guard text.utf8.count > 4 * maxMessageBytes else { return text }
        return String(text.unicodeScalars.prefix(maxMessageBytes)) + "…"
    }

    /// A send that was refused, also by something before the world (a fault, a limit): the ledger keeps whom it would
    /// have reached.
    mutating func recordRefusal(
        of activity: JSONObject, to conversation: ConversationID, targeted: Bool, by bot: AppID, status: Int
    ) {
        let text = Self.excerpt(of: activity["text"]?.stringValue ?? "")
        var handles: [Handle] = []
        if let place = place(conversation) {
            handles = roster(place).handles
            if targeted || Self.isTargeted(activity) {
                let reader = try? recipient(of: activity, in: place, for: bot)
                handles = reader.map { [$0] } ?? []
            }
        }
        enter(.refused, conversation: conversation, message: nil, bot: bot, to: handles, text: text, status: status)
    }
}

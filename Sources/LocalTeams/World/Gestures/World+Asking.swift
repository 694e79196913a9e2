internal import JSONKit

// Invokes: what a person's client asks of a bot (E49–E61).

extension World {
    /// An invoke on its way, or the note why there is none.
    /// - Parameters:
    ///   - name: the invoke's name; nil for one that has none.
    ///   - value: what it carries.
    ///   - replyTo: the message that it is about, when the activity says so.
    ///   - hasSource: whether `channelData` says that it came from a message.
    ///   - message: what it is about. When the person alone sees that, so do they what the bot answers.
    ///   - conversation: as the bot knows it, with its thread.
    mutating func ask(
        _ bot: AppID, _ name: String?, _ value: JSONValue, replyTo: String? = nil, hasSource: Bool = false,
        about message: String?, in place: Place, named conversation: ConversationID, by handle: Handle
    ) {
        let readers = Readers.people([handle])
        let isPrivate = message.flatMap { self.message($0, in: place) }.map { $0.audience != .everyone } ?? false
        if let reason = obstacle(for: bot, in: place) { return skip(bot, reason, conversation, message, readers) }
        deliver(to: bot, conversation: conversation, message: message, readers: readers) { world, bot, id in
            var data = world.channelData(of: place, isMessage: false)
            if hasSource { data["source"] = ["name": "message"] }
            return world.activity(
                "invoke", id: id, by: handle, for: bot, in: world.conversation(place, named: conversation),
                channelData: data,
                extra: [
                    "name": name.map(JSONValue.string), "value": value, "replyToId": replyTo.map(JSONValue.string),
                    "recipient": isPrivate ? Self.privately(bot) : JSONValue?.none,
                ])
        }
    }

    /// The bot, as the recipient of what it alone sees.
    static func privately(_ bot: Bot) -> JSONValue {
        ["id": .string(bot.accountID), "name": .string(bot.name), "isTargeted": true]
    }

    /// A message of a bot that a person can see and use.
    func used(
        _ id: String, in conversation: ConversationID, by handle: Handle
    ) throws(Refusal) -> (place: Place, message: Message, bot: AppID) {
        let place = try enter(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted") }
        guard case .bot(let bot) = message.author else {
            throw .badRequest("the message is not a bot's: there is nobody to ask")
        }
        return (place, message, bot)
    }

    /// What a bot's answer to an invoke changes for the person who asked, and what they learn of it.
    /// - Parameter dialog: the id of the dialog, if the answer opens one.
    mutating func settle(_ asked: Asked, _ answer: BotAnswer, dialog: DialogID) -> JSONObject {
        guard answer.isGood else { return [:] }
        switch asked.topic {
        case .card(let attachment): return settle(card: attachment, asked, answer)
        case .dialog: return open(answer, asked, as: dialog)
        case .feedbackForm(let reaction): return open(answer, asked, as: dialog, reaction: reaction)
        case .submitted(let earlier):
            dialogs.remove(earlier)
            return open(answer, asked, as: dialog)
        case .search: return ["results": .array(Self.results(of: answer.body))]
        case .nothing: return [:]
        }
    }

    /// A card takes the place of the one that was pressed, for that person alone; a text is shown to them.
    private mutating func settle(card attachment: Int, _ asked: Asked, _ answer: BotAnswer) -> JSONObject {
        guard let body = answer.body?.objectValue else { return [:] }
        let status = body["statusCode"]?.intValue ?? 200
        let type = body["type"]?.stringValue?.lowercased() ?? ""
        if let problem = Self.problem(status: status, type, body["value"]) { return ["error": .string(problem)] }
        switch type {
        case "application/vnd.microsoft.activity.loginrequest":
            guard let card = body["value"], case .object = card else {
                return ["error": "The answer asks for a sign-in, and has no OAuth card."]
            }
            return ["signIn": card]
        case "application/vnd.microsoft.card.adaptive":
            guard let card = body["value"], case .object = card else {
                return ["error": "The answer's card is no object."]
            }
            show(card, at: attachment, asked)
        case "application/vnd.microsoft.activity.message":
            if let text = body["value"]?.stringValue, !text.isEmpty { return ["message": .string(text)] }
        default: break
        }
        return [:]
    }

    /// What went wrong by the bot's own words; nil when nothing did.
    private static func problem(status: Int, _ type: String, _ value: JSONValue?) -> String? {
        guard status >= 400, type != "application/vnd.microsoft.activity.loginrequest" else { return nil }
        if let words = value?["message"]?.stringValue, !words.isEmpty { return words }
        return switch status {
        case 401: "The bot did not take the sign-in (401)."
        case 412: "The bot could not use the sign-in (412)."
        default: "The bot answered \(status)."
        }
    }

    private mutating func show(_ card: JSONValue, at attachment: Int, _ asked: Asked) {
        guard let place = place(asked.conversation), let id = asked.message, let message = message(id, in: place),
            message.state == .present, message.isVisible(to: asked.person)
        else { return }
        var attachments = message.attachments(for: asked.person)
        guard attachments.indices.contains(attachment) else { return }
        attachments[attachment] = ["contentType": "application/vnd.microsoft.card.adaptive", "content": card]
        change(message.number, in: place) { $0.show(attachments, to: asked.person) }
        guard let changed = self.message(message.number, in: place) else { return }
        show(
            .edited, to: [asked.person], conversation: conversationName(place, root: changed.root),
            message: view(of: changed, in: place, for: asked.person))
    }

    /// A task answer: another dialog, words, or nothing.
    private mutating func open(
        _ answer: BotAnswer, _ asked: Asked, as id: DialogID, reaction: String? = nil
    ) -> JSONObject {
        let task = answer.body?["task"]
        switch task?["type"]?.stringValue?.lowercased() {
        case "continue":
            guard case .object(var shown)? = task?["value"] else {
                return ["error": "The answer's task has no value."]
            }
            guard shown["card"]?.objectValue != nil || shown["url"]?.stringValue?.isEmpty == false else {
                return ["error": "The answer's task has neither a card nor a url."]
            }
            var conversation = asked.conversation
            if let place = place(conversation), let message = asked.message.flatMap({ message($0, in: place) }) {
                conversation = self.conversation(of: message, in: place)
            }
            dialogs.add(
                Dialog(
                    bot: asked.bot, person: asked.person, conversation: conversation, message: asked.message,
                    reaction: reaction, card: shown["card"]), as: id)
            shown["id"] = id.json
            return ["dialog": .object(shown)]
        case "message": return task?["value"]?.stringValue.map { ["message": .string($0)] } ?? [:]
        default: return [:]
        }
    }

    /// The conversation as the bot of a message knows it.
    func conversation(of message: Message, in place: Place) -> ConversationID {
        place.team == nil ? place.id : conversationName(place, of: message)
    }

    /// `{title,value}` of a search's answer, in either of its two shapes; Teams shows 15 of them.
    private static func results(of body: JSONValue?) -> [JSONValue] {
        let value = body?["value"] ?? body?["body"]?["value"]
        return Array((value?["results"]?.arrayValue ?? []).prefix(maxResults))
    }

    /// How many choices of a search are shown.
    static let maxResults = 15
}

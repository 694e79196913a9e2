internal import JSONKit

extension World {
    /// A message as the control plane shows it to those who see it. It is the same for all of them, but for cards that
    /// answered one of them, and for the private message that it answers: its words are for who wrote them.
    /// - Parameter reader: who sees it, where that makes a difference.
    func view(of message: Message, in place: Place, for reader: Handle? = nil) -> JSONObject {
        let content = message.content
        let isPresent = message.state == .present
        var json: JSONObject = ["id": .string(message.id), "from": .object(view(of: message.author))]
        json["text"] = .string(isPresent ? Self.withoutQuotes(content.text) : "")
        if isPresent {
            json["textFormat"] = content.textFormat.map(JSONValue.string)
            let attachments = reader.map { message.attachments(for: $0) } ?? content.attachments
            if !attachments.isEmpty { json["attachments"] = .array(attachments) }
            json["attachmentLayout"] = content.attachmentLayout.map(JSONValue.string)
            json["suggestedActions"] = content.suggestedActions
            if !content.entities.isEmpty { json["entities"] = .array(entitiesShown(content, of: message)) }
            json["summary"] = content.summary.map(JSONValue.string)
            json["quoted"] = content.quote.flatMap { quoted($0, by: message, in: place) }
            json["prompt"] = prompt(of: message, in: place).map { .object(shown($0, to: reader)) }
            if content.alert { json["alert"] = true }
            json["feedback"] = content.feedback.map(JSONValue.string)
            if message.isStreaming { json["streaming"] = true }
            if message.streamed?.phase == .informative { json["informative"] = true }
            if message.streamed?.phase == .stopped { json["stopped"] = true }
            if !content.warnings.isEmpty { json["warnings"] = JSONValue(content.warnings) }
        }
        json["reactions"] = .array(
            isPresent ? message.reactions.map { ["type": .string($0.type), "users": JSONValue($0.by)] } : [])
        if message.audience != .everyone { json["onlyYou"] = true }
        if message.edited, isPresent { json["edited"] = true }
        if !isPresent { json["deleted"] = true }
        let replies = replyCount(to: message, in: place)
        if replies > 0 { json["replies"] = JSONValue(replies) }
        json["sentAt"] = .string(message.sentAt.text)
        return json
    }

    func view(of author: Message.Author) -> JSONObject {
        switch author {
        case .person(let handle):
            ["kind": "user", "handle": handle.json, "name": .string(person(handle)?.name ?? handle.rawValue)]
        case .bot(let appId):
            ["kind": "bot", "appId": appId.json, "name": .string(bot(appId)?.name ?? "Bot")]
        case .webhook(let name):
            ["kind": "bot", "name": .string(name)]
        }
    }

    /// A quoted message is shown to those who see the quote only when all of them could see it before.
    private func quoted(_ number: MessageNumber, by message: Message, in place: Place) -> JSONValue? {
        guard let quoted = self.message(number, in: place), isQuotable(quoted, by: message) else { return nil }
        var json: JSONObject = ["id": .string(quoted.id), "from": .object(view(of: quoted.author))]
        if quoted.state == .present {
            json["text"] = .string(Self.withoutQuotes(quoted.content.text))
        } else {
            json["deleted"] = true
        }
        return .object(json)
    }

    private func isQuotable(_ quoted: Message, by message: Message) -> Bool {
        guard quoted.state != .gone else { return false }
        return quoted.audience == .everyone
            || (quoted.onlyReader != nil && quoted.onlyReader == message.onlyReader)
    }

    /// Quotes are shown by themselves, and a private message's id must not show in an entity of a public one.
    private func entitiesShown(_ content: MessageContent, of message: Message) -> [JSONValue] {
        content.entities.filter { entity in
            let type = entity["type"]?.stringValue
            return type != "quotedReply" && type != "targetedMessageInfo"
        }
    }

    /// How many public replies a post has.
    private func replyCount(to message: Message, in place: Place) -> Int {
        guard let log = messages.log(of: place.id), let replies = log.replies[message.number] else { return 0 }
        return replies.count { log[$0]?.audience == .everyone }
    }

    /// Text without its `<quoted messageId="…"/>` placeholders.
    static func withoutQuotes(_ text: String) -> String {
        guard text.contains("<quoted ") else { return text }
        var shown = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<quoted ") {
            guard let end = rest[start.upperBound...].firstRange(of: "/>") else { break }
            shown += rest[..<start.lowerBound]
            rest = rest[end.upperBound...]
        }
        shown += rest
        return String(shown.drop { $0 == " " || $0 == "\n" })
    }

    /// The conversations that a person sees, newest first:
    /// `{id,kind:"personal"|"group"|"meeting"|"channel",name,members[],bots[],team?{id,name},lastMessage?,readUpTo?}`.
    func conversations(as handle: Handle) throws(Refusal) -> [JSONObject] {
        try known(handle)
        var found: [(newest: MessageNumber, serial: Int, json: JSONObject)] = []
        for chat in places.chats where chat.roster.contains(handle) {
            guard let place = place(chat.id) else { continue }
            found.append(summary(of: place, named: name(of: chat, for: handle), serial: chat.serial, for: handle))
        }
        for team in places.teams where !team.deleted {
            guard team.roster.contains(handle) || !team.people.isEmpty else { continue }
            for channel in team.channels where !channel.deleted {
                let place = Place(id: channel.id, kind: .channel(team: team.id))
                guard roster(place).contains(handle) else { continue }
                var entry = summary(of: place, named: channel.name, serial: team.serial, for: handle)
                entry.json["team"] = ["id": team.id.json, "name": .string(team.name)]
                found.append(entry)
            }
        }
        return found.sorted { ($0.newest, $0.serial) > ($1.newest, $1.serial) }.map(\.json)
    }

    private func summary(
        of place: Place, named name: String, serial: Int, for handle: Handle
    ) -> (newest: MessageNumber, serial: Int, json: JSONObject) {
        let last = messages.log(of: place.id)?.newest { $0.isVisible(to: handle) }
        let bots: [AppID] =
            if case .personal(let bot, _) = place.kind { [bot] } else { installations.bots(at: place.home) }
        let json = JSONObject(present: [
            "id": place.id.json, "kind": .string(place.kindName), "name": .string(name),
            "members": roster(place).handles.json, "bots": bots.json,
            "lastMessage": last.map { .object(view(of: $0, in: place, for: handle)) },
            "blocked": bots.contains { place.isPersonal && directory.blocks(handle, $0) } ? true : nil,
            "meeting": places.chat(place.id)?.meeting.map { meeting in
                ["running": .bool(meeting.isRunning), "present": meeting.present.json]
            },
            "readUpTo": messages.readUpTo(place.id, by: handle).map { .string($0.id) },
        ])
        return (last?.number ?? .none, serial, json)
    }

    private func name(of chat: ChatState, for handle: Handle) -> String {
        if let name = chat.name { return name }
        if let bot = chat.bot { return self.bot(bot)?.name ?? "Bot" }
        let others = chat.roster.handles.filter { $0 != handle }.prefix(4)
        return others.map { person($0)?.name ?? $0.rawValue }.joined(separator: ", ")
    }

    /// What a person sees of a conversation (or of a thread, `;messageid=`), oldest first: at most the last `limit`
    /// messages, of those before the message `before`.
    func history(
        of conversation: ConversationID, as handle: Handle, limit: Int? = nil, before: String? = nil
    ) throws(Refusal) -> [JSONObject] {
        let place = try visit(conversation, as: handle)
        var earliest = MessageNumber(rawValue: .max)
        if let before {
            guard let number = Int64(before) else { throw .badRequest("\"before\" must be a message's id") }
            earliest = MessageNumber(rawValue: number)
        }
        guard let log = messages.log(of: place.id) else {
            guard place.root == nil else { throw .notFound("no such thread") }
            return []
        }
        var numbers = log.roots
        if let root = place.root {
            guard let post = log[root], post.root == nil, post.isVisible(to: handle) else {
                throw .notFound("no such thread")
            }
            numbers = [root] + (log.replies[root] ?? [])
        }
        var shown: [JSONObject] = []
        let wanted = max(0, limit ?? .max)
        let end = numbers.partitioningIndex { $0 >= earliest }
        for number in numbers[..<end].reversed() {
            guard shown.count < wanted else { break }
            guard let message = log[number], message.isVisible(to: handle) else { continue }
            shown.append(view(of: message, in: place, for: handle))
        }
        return shown.reversed()
    }
}

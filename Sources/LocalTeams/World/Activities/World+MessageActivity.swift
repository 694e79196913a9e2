internal import JSONKit

// E1–E6, E12–E17: messages and what becomes of them.

extension World {
    /// A person's new message goes to the bots that should get it.
    mutating func deliver(_ message: Message, in place: Place) {
        let name = conversationName(place, of: message)
        let readers = mayRead(message, in: place)
        let rendering = message.content.rendering(isPost: place.team != nil)
        for bot in candidates(for: message, in: place) {
            if let reason = obstacle(for: bot, in: place) ?? silence(of: message, for: bot, in: place) {
                skip(bot, reason, name, message.id, readers)
                continue
            }
            change(message.number, in: place) { $0.seenBy.append(bot) }
            deliver(to: bot, conversation: name, message: message.id, readers: readers) { world, bot, _ in
                world.activity(of: message, rendering, as: "message", in: place, for: bot)
            }
        }
    }

    /// The bots of whom someone could think that they get the message.
    private func candidates(for message: Message, in place: Place) -> [AppID] {
        if case .bot(let bot) = message.audience { return [bot] }
        var candidates = bots(in: place.id)
        for mention in message.content.mentions {
            let bot = AppID(rawValue: mention.who)
            if directory.bot(bot) != nil, !candidates.contains(bot) { candidates.append(bot) }
        }
        return candidates
    }

    /// In a chat or a channel a bot gets what mentions it, unless it may read everything.
    private func silence(of message: Message, for bot: AppID, in place: Place) -> Skip.Reason? {
        let permission: String
        switch place.kind {
        case .personal, .direct: return nil
        case .group, .meeting: permission = Bot.Permission.chatMessages
        case .channel: permission = Bot.Permission.channelMessages
        }
        if message.audience == .bot(bot) || message.content.mentions.contains(where: { $0.who == bot.rawValue }) {
            return nil
        }
        return self.bot(bot)?.may(permission) == true ? nil : .notMentioned
    }

    /// E12, E13, E14: to the bots that got the message.
    mutating func deliver(_ change: MessageChange, of message: Message, in place: Place) {
        guard case .person = message.author else { return }
        let name = conversationName(place, of: message)
        let readers = mayRead(message, in: place)
        let rendering = message.content.rendering(isPost: place.team != nil)
        for bot in message.seenBy {
            if let reason = obstacle(for: bot, in: place) {
                skip(bot, reason, name, message.id, readers)
                continue
            }
            deliver(to: bot, conversation: name, message: message.id, readers: readers) { world, bot, _ in
                world.activity(
                    of: message, rendering, as: change.type, eventType: change.rawValue, in: place, for: bot)
            }
        }
    }

    /// E15, E16: to the bot that wrote the message.
    mutating func deliver(
        reaction: String, added: Bool, to message: Message, by handle: Handle, in place: Place
    ) {
        guard case .bot(let bot) = message.author else { return }
        let name = conversationName(place, of: message)
        let readers = mayRead(message, in: place)
        if let reason = obstacle(for: bot, in: place) { return skip(bot, reason, name, message.id, readers) }
        deliver(to: bot, conversation: name, message: message.id, readers: readers) { world, bot, id in
            world.activity(
                "messageReaction", id: id, by: handle, for: bot, in: world.conversation(place),
                channelData: world.channelData(of: place, isMessage: false),
                extra: [
                    added ? "reactionsAdded" : "reactionsRemoved": [["type": .string(reaction)]],
                    "replyToId": .string(message.id),
                    "legacy": added
                        ? ["replyToId": .string("1:\(StableID.opaque(8, "legacy", world.tenant.id, message.id))")] : nil
                        ,
                ])
        }
    }

    func activity(
        of message: Message, _ rendering: MessageContent.Rendering, as type: String, eventType: String? = nil,
        in place: Place, for bot: Bot
    ) -> JSONObject {
        guard case .person(let handle) = message.author else { return [:] }
        let content = message.content
        var data = channelData(of: place, isMessage: true)
        data["eventType"] = eventType.map(JSONValue.string)
        let isDeletion = type == "messageDelete"
        var recipient: JSONObject = ["id": .string(bot.accountID), "name": .string(bot.name)]
        if case .bot = message.audience { recipient["isTargeted"] = true }
        let person = person(handle) ?? Person(handle: handle, name: handle.rawValue, tenant: tenant.id)
        var entities = content.mentions.map { JSONValue.object(mention($0, for: bot)) }
        if let quote = content.quote { entities.append(.object(quotedReply(quote, in: place, for: bot))) }
        entities.append(.object(clientInfo(of: person)))
        let rich = isDeletion ? nil : rendering.html
        let files = isDeletion ? [] : content.attachmentsForBots(isPersonal: place.isPersonal, origin: origin)
        let attachments = files + (rich.map { [["contentType": "text/html", "content": .string($0)]] } ?? [])
        let quoted = content.quote.map { "<quoted messageId=\"\($0)\"/> " } ?? ""
        return activity(
            type, id: message.id, by: handle, for: bot,
            in: conversation(place, named: conversationName(place, of: message)),
            at: type == "message" ? message.sentAt : now, channelData: data,
            extra: [
                "recipient": .object(recipient),
                "text": isDeletion ? nil : .string(quoted + rendering.plain),
                "textFormat": isDeletion ? nil : "plain",
                "entities": isDeletion ? nil : .array(entities),
                "attachments": attachments.isEmpty ? nil : .array(attachments),
            ])
    }

    private func mention(_ mention: MessageContent.Mention, for bot: Bot) -> JSONObject {
        let id =
            self.bot(AppID(rawValue: mention.who))?.accountID
            ?? account(of: Handle(rawValue: mention.who), for: bot.appId) ?? mention.who
        return [
            "type": "mention", "mentioned": ["id": .string(id), "name": .string(mention.name)],
            "text": .string("<at>\(Markup.escapedName(mention.name))</at>"),
        ]
    }

    private func quotedReply(_ number: MessageNumber, in place: Place, for bot: Bot) -> JSONObject {
        var quoted: JSONObject = ["messageId": .string(number.id)]
        if let message = message(number, in: place) {
            switch message.author {
            case .person(let handle):
                quoted["senderId"] = account(of: handle, for: bot.appId).map(JSONValue.string)
                quoted["senderName"] = person(handle).map { .string($0.name) }
            case .bot(let appId):
                quoted["senderId"] = .string("28:\(appId)")
                quoted["senderName"] = self.bot(appId).map { .string($0.name) }
            case .webhook(let name): quoted["senderName"] = .string(name)
            }
            let isThere = message.state == .present
            if isThere {
                quoted["preview"] = .string(String(Self.withoutQuotes(message.content.plainText).prefix(100)))
            }
            quoted["time"] = .string(message.id)
            quoted["isReplyDeleted"] = .bool(!isThere)
        }
        quoted["validatedMessageReference"] = true
        return ["type": "quotedReply", "quotedReply": .object(quoted)]
    }

    /// `channel` and `team`, and for messages the older spellings too.
    func channelData(of place: Place, isMessage: Bool) -> JSONObject {
        guard let team = place.team else { return meetingData(of: place) }
        var data: JSONObject = ["channel": ["id": place.id.json], "team": ["id": team.json]]
        if isMessage {
            data["teamsChannelId"] = place.id.json
            data["teamsTeamId"] = team.json
        }
        return data
    }
}

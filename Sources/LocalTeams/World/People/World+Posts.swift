internal import FoundationEssentials
internal import JSONKit

// What people do with messages, and what bots hear of it (E1–E6, E12–E16, E43).

extension World {
    /// The message's id. Into a channel it is a new post, into `channel;messageid=root` a reply. `mentions` are handles
    /// and app ids, `quote` is a message's id, `onlyTo` an app id.
    @discardableResult
    mutating func post(
        _ text: String, to conversation: ConversationID, as handle: Handle, textFormat: String? = nil,
        mentions: [String] = [],
        attachments: [SentFile] = [], quote: String? = nil, onlyTo: AppID? = nil
    ) throws(Refusal) -> String {
        let place = try enter(conversation, as: handle)
        let root = try thread(of: place, for: handle)
        try Self.checkSize(of: text)
        guard text.contains(where: { !$0.isWhitespace }) || !attachments.isEmpty else {
            throw .badRequest("a message needs a \"text\" or \"attachments\"")
        }
        if let textFormat, !["plain", "markdown", "xml", "html"].contains(textFormat) {
            throw .badRequest("\"textFormat\" can be plain, markdown, xml or html, but not \"\(textFormat)\"")
        }
        // A person cannot write to an app that they removed: Teams shows 403 in the composer.
        if case .personal(let bot, _) = place.kind, installation(of: bot, at: place.id) == nil {
            throw Refusal(
                status: 403, code: "BotNotInstalled",
                message: "the app is not installed for \(handle): install it first")
        }
        var content = MessageContent(text: text, textFormat: textFormat)
        try mention(mentions, in: &content)
        if let quote {
            let quoted = try seen(quote, in: place, by: handle)
            guard quoted.audience == .everyone else { throw Self.isPrivate }
            content.quote = quoted.number
        }
        var audience = Message.Audience.everyone
        if let onlyTo {
            try knownBot(onlyTo)
            guard !place.isPersonal, place.kind != .direct else {
                throw .badRequest("\"onlyTo\" is for groups and channels: a personal chat is private anyway")
            }
            guard obstacle(for: onlyTo, in: place) == nil else {
                throw .badRequest("\"onlyTo\": the bot is not in this conversation")
            }
            audience = .bot(onlyTo)
        }
        try check(attachments)
        for file in attachments {
            files.add(file.stored)
            content.attachments.append([
                "id": file.id.json, "name": .string(file.name), "contentType": .string(file.contentType),
                "contentUrl": "/_files/dl/\(file.id)",
            ])
        }
        let message = add(content, to: place, root: root, author: .person(handle), audience: audience)
        deliver(message, in: place)
        return message.id
    }

    /// What a person writes at most, in bytes of UTF-8. More than Teams takes, so that a bot can be seen to repeat too much.
    static let maxTextBytes = 256 << 10

    private static func checkSize(of text: String) throws(Refusal) {
        guard text.utf8.count > maxTextBytes else { return }
        throw Refusal(
            status: 413, code: "MessageSizeTooBig",
            message: "\"text\" is longer than \(maxTextBytes >> 10) KiB: split the message")
    }

    private static let isPrivate = Refusal.forbidden(
        "only you can see this message: it cannot be quoted, answered or reacted to")

    /// The post that a conversation's id names, when a person may answer it.
    private func thread(of place: Place, for handle: Handle) throws(Refusal) -> MessageNumber? {
        guard let root = place.root else { return nil }
        guard let post = message(root, in: place), post.root == nil, post.isVisible(to: handle) else {
            throw .notFound("no such thread")
        }
        guard post.audience == .everyone else { throw Self.isPrivate }
        return root
    }

    /// A mention whose `<at>Name</at>` is not in the text is put in front of it; one that stands there by a name that
    /// only one person or bot has is found.
    private func mention(_ who: [String], in content: inout MessageContent) throws(Refusal) {
        var missing = ""
        let standing = MentionMarkup.names(in: content.text)
        let isMarkup = content.textFormat == "xml" || content.textFormat == "html"
        var seen: Set<String> = []
        for name in who {
            guard let shown = person(Handle(rawValue: name))?.name ?? bot(AppID(rawValue: name))?.name else {
                throw .notFound("\"mentions\": nobody has the handle or app id \"\(name)\"")
            }
            guard seen.insert(name).inserted else { continue }
            content.mentions.append(MessageContent.Mention(who: name, name: shown))
            let written = isMarkup ? Markup.escapedName(shown) : shown
            if !standing.contains(written) { missing += "<at>\(written)</at> " }
        }
        content.text = missing + content.text
    }

    /// Files of one message at most.
    static let maxAttachments = 100

    private func check(_ attachments: [SentFile]) throws(Refusal) {
        guard attachments.count <= Self.maxAttachments else {
            throw .badRequest("a message has \(Self.maxAttachments) attachments at most")
        }
        for (place, file) in attachments.enumerated() {
            guard !file.name.isEmpty, !file.contentType.isEmpty else {
                throw .badRequest("attachments[\(place)] needs a \"name\" and a \"contentType\"")
            }
            try Self.check(file.name, "attachments[\(place)].name")
            try Self.check(file.contentType, "attachments[\(place)].contentType")
            guard file.isBase64 else { throw .badRequest("attachments[\(place)].base64 is not base64") }
        }
        try files.checkRoom(for: attachments)
    }

    mutating func edit(_ id: String, text: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted") }
        try Self.checkSize(of: text)
        guard text.contains(where: { !$0.isWhitespace }) || !message.content.attachments.isEmpty else {
            throw .badRequest("\"text\" is empty; delete the message instead")
        }
        let standing = MentionMarkup.names(in: text)
        change(message.number, in: place) { message in
            message.content.mentions.removeAll {
                !standing.contains($0.name) && !standing.contains(Markup.escapedName($0.name))
            }
            message.content.text = text
            message.edited = true
        }
        tell(.edit, .edited, message.number, in: place)
    }

    /// Soft: the author can undo it.
    mutating func delete(_ id: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted already") }
        remove(message, in: place)
        if let removed = self.message(message.number, in: place) { deliver(.softDelete, of: removed, in: place) }
    }

    mutating func undelete(_ id: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try own(id, in: place, by: handle)
        guard message.state == .deleted else { throw .conflict("the message is not deleted") }
        change(message.number, in: place) { $0.state = .present }
        tell(.undelete, .edited, message.number, in: place)
    }

    private mutating func tell(
        _ change: MessageChange, _ kind: StreamEvent.Kind, _ number: MessageNumber, in place: Place
    ) {
        guard let message = message(number, in: place) else { return }
        show(kind, message, in: place)
        deliver(change, of: message, in: place)
    }

    /// Adds or takes away a person's reaction. A person has one for each message: another takes its place.
    mutating func react(
        _ type: String, add: Bool, to id: String, in conversation: ConversationID, as handle: Handle
    ) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        guard message.audience == .everyone else { throw Self.isPrivate }
        guard message.state == .present else { throw .conflict("the message is deleted") }
        try Self.check(type, "type")
        let had = message.reactions.filter { $0.by.contains(handle.rawValue) }.map(\.type)
        guard had.contains(type) != add else { return }
        let gone = add ? had : [type]
        change(message.number, in: place) { message in
            for type in gone { message.react(type, add: false, by: handle.rawValue) }
            if add { message.react(type, add: true, by: handle.rawValue) }
        }
        guard let changed = self.message(message.number, in: place) else { return }
        show(.reactions, changed, in: place)
        for type in gone { deliver(reaction: type, added: false, to: changed, by: handle, in: place) }
        if add { deliver(reaction: type, added: true, to: changed, by: handle, in: place) }
    }

    /// A person has read everything up to a message. How many read receipts went to bots: one when that uncovers messages
    /// of the bot, the bot may know, and the person lets it.
    @discardableResult
    mutating func read(_ conversation: ConversationID, upTo id: String, as handle: Handle) throws(Refusal) -> Int {
        let place = try visit(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        let before = messages.readUpTo(place.id, by: handle) ?? .none
        guard message.number > before else { return 0 }
        messages.markRead(place.id, upTo: message.number, by: handle)
        show(.conversation, to: [handle], conversation: place.id)
        let newest = messages.log(of: place.id)?.newest { other in
            guard other.number <= message.number, case .bot = other.author else { return false }
            return other.state == .present
        }
        guard let newest, newest.number > before else { return 0 }
        return deliverReadReceipt(upTo: message.id, in: place, by: handle) ? 1 : 0
    }

    /// A person types: the others see it. Teams tells bots nothing of it (E17 is uncertain).
    mutating func type(in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let root = try thread(of: place, for: handle)
        show(
            .typing, to: roster(place).handles.filter { $0 != handle },
            conversation: conversationName(place, root: root),
            details: ["from": .object(view(of: .person(handle)))])
    }
}

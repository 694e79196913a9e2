internal import Foundation
internal import JSONKit

// What people write, and what bots hear of it (E1–E6).

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

    /// What a person writes at most, in bytes of UTF-8. More than Teams takes, so that a bot can be seen to repeat too
    /// much.
    static let maxTextBytes = 256 << 10

    static func checkSize(of text: String) throws(Refusal) {
        guard text.utf8.count > maxTextBytes else { return }
        throw Refusal(
            status: 413, code: "MessageSizeTooBig",
            message: "\"text\" is longer than \(maxTextBytes >> 10) KiB: split the message")
    }

    static let isPrivate = Refusal.forbidden(
        "only you can see this message: it cannot be quoted, answered or reacted to")

    /// The post that a conversation's id names, when a person may answer it.
    func thread(of place: Place, for handle: Handle) throws(Refusal) -> MessageNumber? {
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
}

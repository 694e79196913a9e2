internal import JSONKit

// The activity feed: what people are told of besides their conversations.

extension World {
    /// A bot's message asks for attention: it goes into the feeds of those who see it
    /// (Microsoft, "Notifications in Teams": `notification.alert`).
    mutating func alert(of message: Message, in place: Place) {
        guard message.content.alert, case .bot(let bot) = message.author else { return }
        let people = readers(of: message, in: place)
        for person in people {
            feed.add(
                FeedEntry(
                    id: FeedID(rawValue: counters.nextSerial()), person: person, kind: .alert, bot: bot, at: now,
                    conversation: place.id, message: message.number))
        }
        show(.feed, to: people)
    }

    /// A message is gone: nothing tells of it any more.
    mutating func forgetAlerts(of message: Message) { show(.feed, to: feed.forgetAlerts(of: message.number)) }

    /// What a person's feed shows, newest first:
    /// `{id,at,kind:"alert"|"activityFeed",title,preview?,conversation?,message?,read}`.
    func feed(as handle: Handle) throws(Refusal) -> [JSONObject] {
        try known(handle)
        return feed.entries(of: handle).compactMap { view(of: $0) }
    }

    /// Marks what a person has read of their feed, up to an entry, else all of it.
    mutating func readFeed(as handle: Handle, upTo id: String? = nil) throws(Refusal) {
        try known(handle)
        var last: FeedID?
        if let id {
            last = FeedID(id: id)
            guard last != nil else { throw .badRequest("\"upTo\" must be the id of an entry of the feed") }
        }
        feed.markRead(by: handle, upTo: last)
        show(.feed, to: [handle])
    }

    /// Nil for an alert of a message that the person sees no longer.
    private func view(of entry: FeedEntry) -> JSONObject? {
        var title = entry.title
        var preview = entry.preview
        var conversation = entry.conversation
        if entry.kind == .alert {
            guard let place = conversation.flatMap({ self.place($0) }), isOpen(place),
                let message = entry.message.flatMap({ self.message($0, in: place) }), message.state == .present,
                message.isVisible(to: entry.person), roster(place).contains(entry.person)
            else { return nil }
            title = "\(bot(entry.bot)?.name ?? "Bot") sent a message"
            let words = Self.words(of: message.content)
            preview = words.isEmpty ? nil : ActivityNotification.shown(words)
            conversation = conversationName(place, root: message.root)
        }
        return JSONObject(present: [
            "id": .string(entry.id.id), "at": .string(entry.at.text), "kind": entry.kind.json,
            "title": .string(title), "preview": preview.map(JSONValue.string), "conversation": conversation?.json,
            "message": entry.message.map { .string($0.id) }, "read": .bool(entry.isRead),
        ])
    }

    /// What a message says in short: its summary, else its text without markup.
    private static func words(of content: MessageContent) -> String {
        if let summary = content.summary, !summary.isEmpty { return summary }
        // No more is rendered than can be shown.
        var start = content
        start.text = String(String.UnicodeScalarView(content.text.unicodeScalars.prefix(maxRenderedScalars)))
        start.text = withoutQuotes(start.text)
        return MentionMarkup.replacing(in: start.plainText) { name, _ in Markup.unescaped(name) }
    }

    private static let maxRenderedScalars = 2_000
}

extension Activity {
    /// What stands in the text for a quoted message.
    public static func quotePlaceholder(for id: ActivityID) -> String {
        "<quoted messageId=\"\(XMLText.escape(id.rawValue))\"/>"
    }

    /// Quotes the message `id` after what was written so far, and answers it with `response`.
    ///
    /// Repeat it to answer several messages in one.
    public mutating func addQuote(of id: ActivityID, response: String? = nil) {
        entities = (entities ?? []) + [.quotedReply(QuotedReply(of: id))]
        text = (text ?? "") + Self.quotePlaceholder(for: id) + (response.map { " \($0)" } ?? "")
    }

    /// Quotes the message `id` before all that was written: the form of a reply.
    public mutating func prependQuote(of id: ActivityID) {
        entities = [.quotedReply(QuotedReply(of: id))] + (entities ?? [])
        let written = (text ?? "").trimmed
        text = Self.quotePlaceholder(for: id) + (written.isEmpty ? "" : " \(written)")
    }

    /// Takes out every quote, from the entities and from the text.
    ///
    /// A message that one person alone sees must not quote: the quote would show what others see beside it.
    public mutating func removeQuotes() {
        entities?.removeAll { if case .quotedReply = $0 { true } else { false } }
        if entities?.isEmpty == true { entities = nil }
        if let rest = text.flatMap(QuoteTags.removed) { text = rest }
    }
}

internal import JSONKit

// What Teams refuses of a bot's attachments, and what it takes though nothing good will be seen.

extension World {
    /// Attachments of one message that are warned of one by one.
    private static let maxWarnings = 8

    /// Cards that Teams shows (Microsoft, Cards reference), in small letters and without what they all begin with.
    private static let knownCards: Set<String> = [
        "card.adaptive", "card.hero", "card.thumbnail", "card.receipt", "card.signin", "card.oauth",
        "teams.card.list", "teams.card.o365connector", "teams.card.file.consent", "teams.card.file.info",
    ]
    private static let cardPrefix = "application/vnd.microsoft."

    /// Warns of the attachments of `content`, or says why Teams refuses them.
    func check(_ attachments: [JSONValue], _ content: inout MessageContent) throws(Refusal) {
        var problems: [String] = []
        for (place, attachment) in attachments.enumerated() {
            if let name = Self.nullResource(in: attachment) {
                try refuse(
                    "attachments[\(place)]: the OAuth card's \"\(name)\" is null: leave it out",
                    "Rule: an OAuth card has no member that is null (seen of live Teams: 400 BadRequest to "
                        + "tokenExchangeResource: null; wire contract, section 20).", &content)
            }
            guard let problem = Self.problem(of: attachment) else { continue }
            problems.append("attachments[\(place)] \(problem)")
        }
        content.warnings += problems.prefix(Self.maxWarnings)
        if problems.count > Self.maxWarnings {
            content.warnings.append("\(problems.count - Self.maxWarnings) more attachments are like these.")
        }
    }

    /// The resource of an OAuth card that is null.
    private static func nullResource(in attachment: JSONValue) -> String? {
        guard attachment["contentType"]?.stringValue?.lowercased() == cardPrefix + "card.oauth" else { return nil }
        return attachment["content"]?.objectValue?.first { name, value in
            value.isNull && name.lowercased().hasSuffix("resource")
        }?.name
    }

    /// Why nothing good will be seen of an attachment.
    private static func problem(of attachment: JSONValue) -> String? {
        guard let type = attachment["contentType"]?.stringValue, !type.isEmpty else {
            return "has no contentType: Teams does not know what it is, and shows nothing of it."
        }
        let name = type.lowercased()
        guard name.hasPrefix(cardPrefix), let card = Optional(name.dropFirst(cardPrefix.count)),
            card.hasPrefix("card.") || card.hasPrefix("teams.card.")
        else { return nil }
        guard knownCards.contains(String(card)) else {
            return "is a \(type.excerpt): Teams knows no such card, and shows nothing of it."
        }
        guard let content = attachment["content"]?.objectValue, !content.isEmpty else {
            return "is a card without content: Teams shows an empty card, or none."
        }
        return nil
    }
}

internal import JSONKit

/// What somebody posted to a webhook, read: the messages that come of it.
struct WebhookPost: Sendable, Equatable {
    /// An incoming webhook makes one message, a workflow one of each card.
    private(set) var messages: [MessageContent]

    /// - Parameter strict: whether what is too long is refused. Otherwise the messages say so.
    init(_ body: [UInt8], kind: Workspace.Webhook.Kind, strict: Bool = true) throws(WebhookRefusal) {
        guard !body.isEmpty else { throw .empty }
        let isTooBig = body.count > WebhookRules.maxBytes
        guard !isTooBig || !strict else { throw .tooBig }
        guard let json = try? JSONValue(parsing: body) else { throw .badPayload("The post is not JSON.") }
        guard case .object(let object) = json else { throw .badPayload("The post is no JSON object.") }
        switch kind {
        case .incoming: messages = [try Self.incoming(object)]
        case .workflow: messages = try Self.workflow(object)
        }
        guard isTooBig else { return }
        for place in messages.indices {
            messages[place].warnings.append("The post is larger than 28 KB: Teams refuses it.")
        }
    }

    private static func incoming(_ object: JSONObject) throws(WebhookRefusal) -> MessageContent {
        if let attachments = object["attachments"], !attachments.isNull {
            guard let cards = attachments.arrayValue else { throw .badPayload("\"attachments\" is no list.") }
            guard cards.isEmpty else { return try message(object, with: cards) }
        }
        let text = try words("text", of: object)
        let summary = try words("summary", of: object)
        guard text != nil || summary != nil else { throw .noSummary }
        var content = MessageContent()
        content.summary = summary
        guard isCard(object) else {
            content.text = text ?? summary ?? ""
            return content
        }
        content.summary = summary ?? text
        content.attachments = [["contentType": .string(connectorCard), "content": .object(object)]]
        content.warnings = try warnings(ofConnectorCard: object)
        return content
    }

    private static let connectorCard = "application/vnd.microsoft.teams.card.o365connector"
    private static let adaptiveCard = "application/vnd.microsoft.card.adaptive"

    /// A text of the object that says something; nil when there is none.
    private static func words(_ name: String, of object: JSONObject) throws(WebhookRefusal) -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { throw .badPayload("\"\(name)\" is no text.") }
        return text.contains { !$0.isWhitespace } ? text : nil
    }

    /// Whether it shows more than a text.
    private static func isCard(_ object: JSONObject) -> Bool {
        ["title", "sections", "potentialAction", "themeColor"].contains { object[$0].map { !$0.isNull } ?? false }
    }

    private static func warnings(ofConnectorCard card: JSONObject) throws(WebhookRefusal) -> [String] {
        var warnings: [String] = []
        var sections: [JSONValue] = []
        for (name, most) in [("sections", WebhookRules.maxSections), ("potentialAction", WebhookRules.maxActions)] {
            guard let value = card[name], !value.isNull else { continue }
            guard let list = value.arrayValue else { throw .badPayload("\"\(name)\" is no list.") }
            if name == "sections" { sections = list }
            guard list.count > most else { continue }
            warnings.append("Teams shows \(most) of \"\(name)\"; the card has \(list.count).")
        }
        if sections.contains(where: { ($0["images"]?.arrayValue?.count ?? 0) > WebhookRules.maxImages }) {
            warnings.append("Teams shows \(WebhookRules.maxImages) pictures of a section; the card has more.")
        }
        return warnings
    }

    /// `{"type":"message","attachments":[…]}`
    private static func message(_ object: JSONObject, with cards: [JSONValue]) throws(WebhookRefusal) -> MessageContent
    {
        var content = MessageContent()
        content.text = try words("text", of: object) ?? ""
        content.summary = try words("summary", of: object)
        content.attachmentLayout = object["attachmentLayout"]?.stringValue
        content.attachments = cards
        for (place, card) in cards.enumerated() { try check(card, at: place) }
        if cards.contains(where: hasSubmit) { content.warnings.append(submitWarning) }
        return content
    }

    private static let submitWarning =
        "Nothing comes of Action.Submit and Action.Execute on a webhook's card: there is no bot that gets the answer."

    private static func check(_ attachment: JSONValue, at place: Int) throws(WebhookRefusal) {
        guard let type = attachment["contentType"]?.stringValue, !type.isEmpty else {
            throw .badCard("attachments[\(place)] has no \"contentType\".")
        }
        guard case .object(let content)? = attachment["content"] else {
            throw .badCard("attachments[\(place)] has no \"content\".")
        }
        guard type.lowercased() != adaptiveCard || content["type"]?.stringValue == "AdaptiveCard" else {
            throw .badCard("The type of the card in attachments[\(place)] is not AdaptiveCard.")
        }
    }

    /// Each card becomes a message of its own.
    private static func workflow(_ object: JSONObject) throws(WebhookRefusal) -> [MessageContent] {
        guard let cards = object["attachments"]?.arrayValue, !cards.isEmpty else { throw .noAttachments }
        return try cards.enumerated().map { place, card throws(WebhookRefusal) in
            guard card["content"]?["type"]?.stringValue == "AdaptiveCard" else {
                throw .badCard("The type of the card in attachments[\(place)] is not AdaptiveCard.")
            }
            var content = MessageContent()
            // The workflow posts the card, whatever the attachment calls it.
            content.attachments = [["contentType": .string(adaptiveCard), "content": card["content"] ?? .null]]
            if hasSubmit(card) { content.warnings.append(submitWarning) }
            return content
        }
    }

    /// Whether an action of a card asks for an answer.
    private static func hasSubmit(_ json: JSONValue) -> Bool {
        switch json {
        case .array(let elements): elements.contains(where: hasSubmit)
        case .object(let members):
            ["Action.Submit", "Action.Execute"].contains(members["type"]?.stringValue ?? "")
                || members.contains { hasSubmit($0.value) }
        default: false
        }
    }
}

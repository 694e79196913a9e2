internal import JSONKit
internal import ServiceKit

extension CardValidator {
    private static let vendor = "application/vnd.microsoft."
    /// The types of cards that Teams takes besides the Adaptive Card.
    private static let otherCards = [
        "card.hero", "card.thumbnail", "card.receipt", "card.signin", "card.oauth", "card.animation", "card.audio",
        "card.video", "teams.card.list", "teams.card.o365connector", "teams.card.file.consent", "teams.card.file.info",
    ]
    /// Attachments of messages that are no cards.
    private static let otherAttachments = ["teams.file.download.info", "teams.messaging-reference"]

    /// Finds the cards in what was given: a card, an attachment, a message, a dialog, an answer to an invoke.
    mutating func checkDocument(_ json: JSONValue) {
        if let attachments = json["attachments"], json["type"] != "AdaptiveCard" {
            contents.kind = .message
            checkAttachments(attachments, of: json, at: "/attachments")
        } else if json["contentType"]?.stringValue != nil {
            contents.kind = .attachment
            checkAttachment(json, at: "")
        } else if let card = json["task"]?["value"]?["card"] {
            contents.kind = .dialog
            checkAttachment(card, at: "/task/value/card")
        } else if let attachments = json["composeExtension"]?["attachments"] {
            contents.kind = .answer
            checkAttachments(attachments, of: json["composeExtension"] ?? .null, at: "/composeExtension/attachments")
        } else if json["type"]?.stringValue == AdaptiveCard.contentType, let card = json["value"] {
            contents.kind = .answer
            checkCard(card, at: Place(path: "/value"))
        } else if json["@type"] == "MessageCard" {
            contents.kind = .connectorCard
            contents.otherCards += 1
            checkOtherCard(json, type: Self.vendor + "teams.card.o365connector", at: "")
        } else if isMessage(json) {
            contents.kind = .message
        } else {
            checkCard(json, at: Place(path: ""))
        }
        checkWholeDocument(json)
    }

    private func isMessage(_ json: JSONValue) -> Bool {
        guard let object = json.objectValue else { return false }
        if object["type"]?.stringValue?.lowercased() == "message" { return true }
        return object["type"] == nil && object["text"] != nil && object["body"] == nil && object["version"] == nil
    }

    private mutating func checkWholeDocument(_ json: JSONValue) {
        if contents.isEmpty, contents.kind != .card {
            let misspelt = (json.objectValue?.names ?? []).prefix(100).first { name in
                name != "attachments" && nearestName(to: name, among: ["attachments"]) != nil
            }
            add(
                "message.noCard", .info, "",
                "there is no card in \(contents.kind.rawValue)"
                    + (misspelt.map { ": did you mean `attachments` by `\(cut($0))`?" }
                        ?? ": a card is the `content` of an attachment of the `contentType` \"\(AdaptiveCard.contentType)\"")
            )
        }
        if target == .webhook, !isPartOfMessage, contents.kind == .card || contents.kind == .attachment {
            add(
                "envelope", .info, "",
                "a webhook takes a message, and answers \"Summary or Text is required\" to "
                    + (contents.kind == .card ? "a bare card" : "a bare attachment")
                    + ": send {\"type\": \"message\", \"attachments\": [{\"contentType\": "
                    + "\"\(AdaptiveCard.contentType)\", \"content\": …}]}")
        }
        checkSize(of: json)
    }

    // MARK: Attachments

    private mutating func checkAttachments(_ json: JSONValue, of message: JSONValue, at path: String) {
        guard let attachments = json.arrayValue else {
            if json != .null {
                add(
                    "property.type", .error, path,
                    "`attachments` is \(WireError(expected: "", found: json).found) where a list belongs")
            }
            return
        }
        if attachments.count > 10, message["attachmentLayout"]?.stringValue?.lowercased() == "carousel" {
            add(
                "actions.tooMany", .warning, path, "\(attachments.count) cards: a carousel shows 10 at the most")
        }
        for (index, attachment) in attachments.enumerated() {
            checkAttachment(attachment, at: "\(path)/\(index)")
            if let preview = attachment["preview"], preview != .null {
                checkAttachment(preview, at: "\(path)/\(index)/preview")
            }
        }
    }

    private mutating func checkAttachment(_ json: JSONValue, at path: String) {
        if json["type"] == "AdaptiveCard" {
            add(
                "envelope", .error, path,
                "a bare card where an attachment is needed: write {\"contentType\": \"\(AdaptiveCard.contentType)\", \"content\": …}"
            )
            return checkCard(json, at: Place(path: path))
        }
        guard let type = json["contentType"]?.stringValue else {
            add(
                "envelope", .error, path, "an attachment needs a `contentType`, such as \"\(AdaptiveCard.contentType)\""
            )
            if let content = json["content"], content["type"] == "AdaptiveCard" {
                checkCard(content, at: Place(path: path + "/content"))
            }
            return
        }
        if let url = json["contentUrl"]?.stringValue, EmbeddedPicture.isEmbedded(url) {
            checkEmbeddedPicture(url, of: nil, at: path + "/contentUrl")
        }
        if type == AdaptiveCard.contentType {
            guard let content = json["content"], content != .null else {
                add("envelope", .error, path, "the attachment has no `content`: the card belongs there")
                return
            }
            return checkCard(content, at: Place(path: path + "/content"))
        }
        if let content = json["content"], content["type"] == "AdaptiveCard" {
            add(
                "envelope", .error, path + "/contentType",
                "the content is an Adaptive Card, and the type is \"\(cut(type))\": write \"\(AdaptiveCard.contentType)\""
            )
            return checkCard(content, at: Place(path: path + "/content"))
        }
        if Self.otherCards.contains(where: { Self.vendor + $0 == type }) {
            contents.otherCards += 1
            checkOtherCard(json["content"] ?? .null, type: type, at: path + "/content")
        } else {
            checkContentType(type, at: path + "/contentType")
        }
    }

    /// An attachment of a type that Teams does not know, which may be meant for a card.
    private mutating func checkContentType(_ type: String, at path: String) {
        guard type.lowercased().hasPrefix("application/vnd.microsoft"), !isTemplate(type),
            !Self.otherAttachments.contains(where: { Self.vendor + $0 == type })
        else { return }
        // The first words are the same in all types: the rest decides, with and without the `teams` that some have.
        let name = String(type.lowercased().dropFirst(Self.vendor.count))
        let known = ["card.adaptive"] + Self.otherCards
        let nearest =
            nearestName(to: name, among: known)
            ?? nearestName(to: name.replacing("teams.", with: ""), among: known)
        let hint = nearest.map { ": did you mean \"\(Self.vendor)\($0)\"?" }
        add(
            "envelope", .warning, path,
            "Teams knows no attachment of the type \"\(cut(type))\""
                + (hint ?? ": an Adaptive Card has \"\(AdaptiveCard.contentType)\""))
    }

    // MARK: Other cards

    /// The limits of the cards that are no Adaptive Cards.
    private mutating func checkOtherCard(_ content: JSONValue, type: String, at path: String) {
        switch type.dropFirst(Self.vendor.count) {
        case "card.hero", "card.thumbnail", "teams.card.list":
            let buttons = content["buttons"]?.arrayValue?.count ?? 0
            if buttons > 6 {
                add("actions.tooMany", .warning, path + "/buttons", "\(buttons) buttons: Teams shows 6 at the most")
            }
        case "teams.card.o365connector":
            let sections = content["sections"]?.arrayValue ?? []
            if sections.count > 10 {
                add(
                    "actions.tooMany", .warning, path + "/sections",
                    "\(sections.count) sections: Teams shows 10 at the most")
            }
            if content["summary"] == nil && content["text"] == nil {
                add("property.required", .error, path, "a connector card needs a `summary` or a `text`")
            }
        default: break
        }
        for (index, picture) in (content["images"]?.arrayValue ?? []).enumerated() {
            if let url = picture["url"]?.stringValue, EmbeddedPicture.isEmbedded(url) {
                checkEmbeddedPicture(url, of: nil, at: "\(path)/images/\(index)/url")
            }
        }
    }
}

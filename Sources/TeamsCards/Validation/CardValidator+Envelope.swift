internal import JSONKit

extension CardValidator {
    /// Finds the cards in a message, an attachment or a dialog.
    mutating func checkEnvelope(_ json: JSONValue, at path: String, isRoot: Bool) {
        let adaptive = AdaptiveCard.contentType
        if let attachments = json["attachments"]?.arrayValue, json["type"] != "AdaptiveCard" {
            if attachments.count > 10, json["attachmentLayout"]?.stringValue?.lowercased() == "carousel" {
                add(
                    "actions.tooMany", .warning, path + "/attachments",
                    "\(attachments.count) cards: a carousel shows 10 at the most")
            }
            for (index, attachment) in attachments.enumerated() {
                checkAttachment(attachment, at: "\(path)/attachments/\(index)")
            }
        } else if let type = json["contentType"]?.stringValue, let content = json["content"] {
            if type == adaptive {
                checkCard(content, at: Place(path: path + "/content"))
            } else {
                checkOtherCard(content, type: type, at: path + "/content")
            }
        } else if let card = json["task"]?["value"]?["card"] {
            checkAttachment(card, at: path + "/task/value/card")
        } else {
            checkCard(json, at: Place(path: path))
        }
    }

    private mutating func checkAttachment(_ json: JSONValue, at path: String) {
        if json["type"] == "AdaptiveCard" {
            add(
                "envelope", .error, path,
                "a bare card where an attachment is needed: write {\"contentType\": \"\(AdaptiveCard.contentType)\", \"content\": …}"
            )
            checkCard(json, at: Place(path: path))
        } else if json["contentType"]?.stringValue == nil {
            add(
                "envelope", .error, path, "an attachment needs a `contentType`, such as \"\(AdaptiveCard.contentType)\""
            )
        } else {
            checkEnvelope(json, at: path, isRoot: false)
        }
    }

    /// The limits of the cards that are no Adaptive Cards.
    private mutating func checkOtherCard(_ content: JSONValue, type: String, at path: String) {
        let prefix = "application/vnd.microsoft."
        switch type {
        case prefix + "card.hero", prefix + "card.thumbnail", prefix + "teams.card.list":
            let buttons = content["buttons"]?.arrayValue?.count ?? 0
            if buttons > 6 {
                add("actions.tooMany", .warning, path + "/buttons", "\(buttons) buttons: Teams shows 6 at the most")
            }
        case prefix + "teams.card.o365connector":
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
    }

    mutating func checkSize(_ json: JSONValue, at place: Place) {
        let message: JSONValue = [
            "type": "message", "attachments": [["contentType": .string(AdaptiveCard.contentType), "content": json]],
        ]
        let text = message.text()
        let utf8 = text.utf8.count
        let utf16 = 2 * text.utf16.count
        let counted = target.countsUTF16 ? utf16 - embeddedPictureBytes(json, depth: 0) : utf8
        let unit = target.countsUTF16 ? "UTF-16 without embedded pictures" : "UTF-8"
        let near = 28 * 1024
        guard counted > near else { return }
        let isOver = counted > target.maxBytes
        let parts = largestParts(of: json).map { "\($0.path) (\($0.bytes) bytes)" }.joined(separator: ", ")
        add(
            isOver ? "size.exceeded" : "size.near", isOver ? .error : .warning, place.path,
            "the message has \(utf8) bytes in UTF-8 and \(utf16) in UTF-16; a \(target.name) may send \(target.maxBytes) bytes of \(unit)"
                + (isOver ? "" : ", and some clients refuse cards above \(near)") + ". The largest parts: \(parts)")
    }

    /// The bytes, as UTF-16, of pictures that stand in the card itself.
    private func embeddedPictureBytes(_ json: JSONValue, depth: Int) -> Int {
        guard depth < 256 else { return 0 }
        return switch json {
        case .string(let text): text.hasPrefix("data:image/") ? 2 * text.utf16.count : 0
        case .array(let elements): elements.reduce(0) { $0 + embeddedPictureBytes($1, depth: depth + 1) }
        case .object(let object): object.reduce(0) { $0 + embeddedPictureBytes($1.value, depth: depth + 1) }
        default: 0
        }
    }

    /// The three largest of the elements and actions at the top.
    private func largestParts(of card: JSONValue) -> [(path: String, bytes: Int)] {
        let parts = ["body", "actions"].flatMap { name in
            (card[name]?.arrayValue ?? []).enumerated().map {
                (path: "/\(name)/\($0.offset)", bytes: $0.element.serialized().count)
            }
        }
        return Array(parts.sorted { $0.bytes > $1.bytes }.prefix(3))
    }
}

package import JSONKit

extension CardValidator {
    /// The bytes of a whole message as `target` counts them.
    package static func countedBytes(of message: JSONValue, for target: CardTarget) -> Int {
        let validator = CardValidator(target: target)
        let text = message.text()
        guard target.countsUTF16 else { return text.utf8.count }
        return 2 * text.utf16.count - validator.embeddedPictureBytes(message, depth: 0)
    }

    /// The size of the whole message, with all its cards and its text. A card alone is counted as the message that
    /// would carry it.
    mutating func checkSize(of json: JSONValue) {
        let text = message(with: json).text()
        let utf8 = text.utf8.count
        let utf16 = 2 * text.utf16.count
        let counted = target.countsUTF16 ? utf16 - embeddedPictureBytes(json, depth: 0) : utf8
        guard counted > target.riskyBytes else { return }
        let isOver = counted > target.maxBytes
        let unit = target.countsUTF16 ? "UTF-16 without embedded pictures" : "UTF-8"
        let parts = largestParts(of: json).map { "\($0.path) (\($0.bytes) bytes)" }.joined(separator: ", ")
        add(
            isOver ? "size.exceeded" : "size.near", isOver ? .error : .warning, "",
            "the message has \(utf8) bytes in UTF-8 and \(utf16) in UTF-16; a \(target.name) may send \(target.maxBytes) bytes of \(unit)"
                + (isOver ? "" : ", and messages above \(target.riskyBytes) were seen to be refused")
                + (parts.isEmpty ? "" : ". The largest parts: \(parts)"))
    }

    private func message(with json: JSONValue) -> JSONValue {
        switch contents.kind {
        case .card:
            [
                "type": "message",
                "attachments": [["contentType": .string(AdaptiveCard.contentType), "content": json]],
            ]
        case .attachment: ["type": "message", "attachments": [json]]
        case .message, .dialog, .answer, .connectorCard: json
        }
    }

    /// The bytes, as UTF-16, of pictures that stand in the message itself.
    private func embeddedPictureBytes(_ json: JSONValue, depth: Int) -> Int {
        guard depth < 256 else { return 0 }
        return switch json {
        case .string(let text): isBase64Picture(text) ? 2 * text.utf16.count : 0
        case .array(let elements): elements.reduce(0) { $0 + embeddedPictureBytes($1, depth: depth + 1) }
        case .object(let object): object.reduce(0) { $0 + embeddedPictureBytes($1.value, depth: depth + 1) }
        default: 0
        }
    }

    private func isBase64Picture(_ text: String) -> Bool {
        guard EmbeddedPicture.isEmbedded(text) else { return false }
        let head = text.prefix(120).lowercased()
        return head.hasPrefix("data:image/") && head.contains(";base64,")
    }

    /// The three largest of the elements and actions at the top of all cards, and of the text beside them, as the
    /// target counts.
    private func largestParts(of json: JSONValue) -> [(path: String, bytes: Int)] {
        var parts = cards.flatMap { card in
            ["body", "actions"].flatMap { name in
                (card.object[name]?.arrayValue ?? []).enumerated().map {
                    (path: "\(card.path)/\(name)/\($0.offset)", bytes: size(of: $0.element))
                }
            }
        }
        if contents.kind == .message, let text = json["text"], text != .null {
            parts.append((path: "/text", bytes: size(of: text)))
        }
        return Array(parts.sorted { $0.bytes > $1.bytes }.prefix(3))
    }

    private func size(of part: JSONValue) -> Int {
        let text = part.text()
        return target.countsUTF16 ? 2 * text.utf16.count - embeddedPictureBytes(part, depth: 0) : text.utf8.count
    }
}

internal import JSONKit

// What a bot may send: limits.md section 5.

extension World {
    /// About 100 KB, the whole message counted as UTF-16 without base64 pictures.
    static let maxMessageBytes = 100 * 1024
    static let maxSuggestedActions = 3

    /// The content of a bot's `message`, or why it is refused.
    func content(of activity: JSONObject, in place: Place) throws(Refusal) -> MessageContent {
        var content = MessageContent()
        content.text = activity["text"]?.stringValue ?? ""
        content.attachments = activity["attachments"]?.arrayValue?.filter { !$0.isNull } ?? []
        guard !content.text.isEmpty || !content.attachments.isEmpty else {
            throw .badArgument("A message needs text or attachments.")
        }
        if Self.isTooBig(activity) {
            guard !rules.strict else { throw .tooBig }
            content.warnings.append("The message is larger than 100 KB: Teams refuses it (413 MessageSizeTooBig).")
        }
        content.textFormat = activity["textFormat"]?.stringValue
        content.attachmentLayout = activity["attachmentLayout"]?.stringValue
        content.entities = activity["entities"]?.arrayValue ?? []
        if !Self.mentionsMatch(content.entities, in: content.text) {
            let problem = "Mention entity does not match text"
            guard !rules.strict else { throw .badArgument(problem) }
            content.warnings.append("Teams refuses the message: \(problem).")
        }
        content.summary = activity["summary"]?.stringValue
        content.alert = activity["channelData"]?["notification"]?["alert"]?.boolValue ?? false
        for entity in content.entities where entity["type"]?.stringValue == "quotedReply" {
            content.quote =
                content.quote ?? entity["quotedReply"]?["messageId"]?.stringValue.flatMap { messageNumber(ofID: $0) }
        }
        if let suggested = activity["suggestedActions"]?.objectValue { suggest(suggested, in: place, &content) }
        return content
    }

    private func suggest(_ suggested: JSONObject, in place: Place, _ content: inout MessageContent) {
        guard let actions = suggested["actions"]?.arrayValue, !actions.isEmpty else { return }
        guard place.isPersonal else {
            content.warnings.append("Teams shows suggested actions in personal chats only.")
            return
        }
        var shown = suggested
        if actions.count > Self.maxSuggestedActions {
            shown["actions"] = .array(Array(actions.prefix(Self.maxSuggestedActions)))
            content.warnings.append(
                "Teams shows \(Self.maxSuggestedActions) suggested actions; the message has \(actions.count).")
        }
        content.suggestedActions = .object(shown)
    }

    /// Whether the JSON of an activity is over the limit, pictures in `data:` addresses aside.
    static func isTooBig(_ activity: JSONObject) -> Bool {
        let json = JSONValue.object(activity)
        let text = json.text()
        // No text has more UTF-16 units than UTF-8 bytes.
        guard text.utf8.count * 2 > maxMessageBytes else { return false }
        return (text.utf16.count - pictureUnits(json)) * 2 > maxMessageBytes
    }

    /// The length of all base64 pictures in a value.
    private static func pictureUnits(_ json: JSONValue) -> Int {
        switch json {
        case .null, .bool, .number: 0
        case .array(let elements): elements.reduce(0) { $0 + pictureUnits($1) }
        case .object(let members): members.reduce(0) { $0 + pictureUnits($1.value) }
        case .string(let text): pictureUnits(text)
        }
    }

    private static func pictureUnits(_ text: String) -> Int {
        var units = 0
        var rest = text[...]
        while let start = rest.firstRange(of: "data:image/"),
            let base64 = rest[start.upperBound...].firstRange(of: ";base64,")
        {
            let picture = rest[base64.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || "+/=_-".contains($0))
            }
            units += picture.utf16.count
            rest = rest[picture.endIndex...]
        }
        return units
    }
}

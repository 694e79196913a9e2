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
                .noted("Rule: a message has text or attachments (status codes, 400 BadArgument).")
        }
        if Self.isTooBig(activity) {
            guard !rules.strict else { throw .tooBig }
            content.warnings.append("The message is larger than 100 KB: Teams refuses it (413 MessageSizeTooBig).")
        }
        try check(content.attachments, &content)
        content.textFormat = activity["textFormat"]?.stringValue
        content.attachmentLayout = activity["attachmentLayout"]?.stringValue
        content.entities = activity["entities"]?.arrayValue ?? []
        if !Self.mentionsMatch(content.entities, in: content.text) {
            try refuse(
                "Mention entity does not match text",
                "Rule: the text of each mention stands in the message's text as it is in the entity, with &, < and > "
                    + "escaped (microsoft/botbuilder-js#2111).", &content)
        }
        content.summary = activity["summary"]?.stringValue
        content.alert = activity["channelData"]?["notification"]?["alert"]?.boolValue ?? false
        content.feedback = Self.feedback(in: activity["channelData"])
        for entity in content.entities where entity["type"]?.stringValue == "quotedReply" {
            content.quote =
                content.quote ?? entity["quotedReply"]?["messageId"]?.stringValue.flatMap { messageNumber(ofID: $0) }
        }
        if let suggested = activity["suggestedActions"]?.objectValue { suggest(suggested, in: place, &content) }
        return content
    }

    /// The form by which a message asks for feedback, in either of the two spellings that SDKs have.
    private static func feedback(in channelData: JSONValue?) -> String? {
        if let type = channelData?["feedbackLoop"]?["type"]?.stringValue?.lowercased() {
            return type == "custom" ? "custom" : "default"
        }
        return channelData?["feedbackLoopEnabled"]?.boolValue == true ? "default" : nil
    }

    /// Refuses a message, or, where the service is lenient, warns on it that Teams does.
    func refuse(_ problem: String, _ rule: String, _ content: inout MessageContent) throws(Refusal) {
        guard !rules.strict else { throw .badArgument(problem).noted(rule) }
        content.warnings.append("Teams refuses the message: \(problem).")
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

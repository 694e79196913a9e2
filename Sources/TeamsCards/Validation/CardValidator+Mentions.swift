internal import JSONKit

extension CardValidator {
    /// Every `<at>…</at>` has an entity of the same text, and the reverse. The entities of the message do not count:
    /// those of a card stand in the card.
    mutating func checkMentions(_ card: JSONObject, at place: Place) {
        let entities = card["msteams"]?["entities"]?.arrayValue ?? []
        let texts = Set(entities.compactMap { $0["text"]?.stringValue.map(ExactText.init) })
        let likely = Dictionary(texts.map { (Self.folded($0.text), $0.text) }, uniquingKeysWith: { first, _ in first })
        var mentioned: Set<ExactText> = []
        for (path, text) in survey.texts {
            for mark in mentionMarks(in: text) {
                mentioned.insert(ExactText(mark))
                guard !texts.contains(ExactText(mark)), !isTemplate(mark) else { continue }
                let hint = likely[Self.folded(mark)].map {
                    ": the entity's is \"\(cut($0))\", which differs in spaces, entities or case"
                }
                add(
                    "mention.unmatched", .error, place.path + path,
                    "\(cut(mark)) mentions nobody: `msteams.entities` of the card needs a mention with the same `text`, letter for letter"
                        + (hint ?? ""))
            }
        }
        for (index, entity) in entities.enumerated() where entity["type"]?.stringValue?.lowercased() == "mention" {
            let path = "\(place.path)/msteams/entities/\(index)"
            if let text = entity["text"]?.stringValue, !mentioned.contains(ExactText(text)), !isTemplate(text) {
                add("mention.unused", .warning, path, "no TextBlock or Fact holds \(cut(text)): nobody is mentioned")
            }
            checkMentioned(entity["mentioned"] ?? .null, at: path)
        }
    }

    /// What readers take for the same: other spaces, letters written as entities, capitals.
    private static func folded(_ mark: String) -> String {
        let inside = mark.replacing("&amp;", with: "&").replacing("&nbsp;", with: " ").replacing("&#39;", with: "'")
            .replacing("&quot;", with: "\"")
        return String(inside.split(whereSeparator: \.isWhitespace).joined(separator: " ")).lowercased()
    }

    private func mentionMarks(in text: String) -> [String] {
        var marks: [String] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "<at>"), let close = rest[open.upperBound...].firstRange(of: "</at>") {
            marks.append(String(rest[open.lowerBound..<close.upperBound]))
            rest = rest[close.upperBound...]
        }
        return marks
    }

    /// Who is mentioned: a person, a bot, or a tag of the team.
    private mutating func checkMentioned(_ mentioned: JSONValue, at path: String) {
        guard let id = mentioned["id"]?.stringValue, !id.isEmpty else {
            add(
                "mention.id", .error, path,
                "the mention needs `mentioned.id`: the id that the bot knows the person by, the directory id, or the user principal name"
            )
            return
        }
        guard !isTemplate(id) else { return }
        let kind = mentioned["mentionType"]?.stringValue ?? "Person"
        if isTemplate(kind) { return }
        switch (kind.lowercased(), MentionedID(id)) {
        case ("person", .person), ("person", .bot), ("person", .directoryID), ("person", .principalName): break
        case ("tag", .other), ("tag", .directoryID): break
        case ("person", .conversation), ("tag", .conversation):
            add(
                "mention.id", .error, path + "/mentioned/id",
                "\"\(cut(id))\" is a chat, a channel or a team: a card mentions people and tags only")
        case ("person", .other):
            add(
                "mention.id", .error, path + "/mentioned/id",
                "\"\(cut(id))\" is no id of a person: give the id that the bot knows them by (29:…), the directory id, or the user principal name; a tag has \"mentionType\": \"Tag\""
            )
        case ("tag", _):
            add(
                "mention.id", .error, path + "/mentioned/id",
                "\"\(cut(id))\" is the id of a person: give the id of the tag, or leave out `mentionType`")
        default:
            add(
                "mention.id", .error, path + "/mentioned/mentionType",
                "\"\(cut(kind))\" cannot be mentioned by a card: write Person or Tag")
        }
    }
}

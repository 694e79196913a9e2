internal import JSONKit

extension CardValidator {
    mutating func checkText(_ block: JSONObject, at place: Place) {
        guard let text = block["text"]?.stringValue, let what = unsupportedMarkdown(in: text) else { return }
        add(
            "text.unsupportedMarkdown", .warning, place.path + "/text", block,
            "Teams shows \(what) as it is written: only bold, italic, links and lists are drawn")
    }

    /// What of a text Teams does not draw, in words.
    private func unsupportedMarkdown(in text: String) -> String? {
        if text.contains("```") { return "a code fence" }
        for line in text.split(whereSeparator: \.isNewline) {
            let hashes = line.prefix { $0 == "#" }.count
            if (1...6).contains(hashes), line.dropFirst(hashes).first == " " { return "a heading (#)" }
            if line.contains("|"), line.allSatisfy({ "|-: ".contains($0) }), line.contains("-") { return "a table" }
            if line.hasPrefix("> ") { return "a quote (>)" }
        }
        if text.contains("![") { return "a picture in markdown" }
        let tags = [
            "br", "b", "i", "p", "a", "div", "span", "strong", "em", "ul", "li", "h1", "h2", "h3", "img", "table",
        ]
        for tag in tags where text.range(ofTag: tag) { return "an HTML tag (<\(tag)>)" }
        return nil
    }

    /// Every `<at>…</at>` has an entity of the same text, and the reverse; every text is bound.
    mutating func checkMentions(_ card: JSONObject, at place: Place) {
        let entities = card["msteams"]?["entities"]?.arrayValue ?? []
        var mentioned: Set<String> = []
        for (path, text) in survey.texts {
            for mark in mentionMarks(in: text) {
                mentioned.insert(mark)
                if !entities.contains(where: { $0["text"]?.stringValue == mark }), !isTemplate(mark) {
                    add(
                        "mention.unmatched", .error, place.path + path,
                        "\(cut(mark)) mentions nobody: `msteams.entities` needs a mention with the same `text`")
                }
            }
        }
        for (index, entity) in entities.enumerated() where entity["type"]?.stringValue?.lowercased() == "mention" {
            let path = "\(place.path)/msteams/entities/\(index)"
            if let text = entity["text"]?.stringValue, !mentioned.contains(text), !isTemplate(text) {
                add("mention.unused", .warning, path, "no TextBlock or Fact holds \(cut(text)): nobody is mentioned")
            }
            if entity["mentioned"]?["id"]?.stringValue?.isEmpty ?? true {
                add(
                    "mention.id", .error, path,
                    "the mention needs `mentioned.id`: the id that the bot knows the person by, the directory id, or the user principal name"
                )
            }
        }
        checkBindings(.object(card), at: place.path, depth: 0)
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

    private mutating func checkBindings(_ json: JSONValue, at path: String, depth: Int) {
        guard depth < 256 else { return }
        switch json {
        case .string(let text):
            guard let open = text.firstRange(of: "${"), text[open.upperBound...].contains("}"), !text.contains("${rs:")
            else { return }
            add(
                "template.unbound", .warning, path,
                "\"\(cut(text))\" is a template that was not filled: people would read it as it is")
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                checkBindings(element, at: "\(path)/\(index)", depth: depth + 1)
            }
        case .object(let object):
            for (name, value) in object where name != "resources" {
                checkBindings(
                    value, at: path + "/" + JSONPointer.escaped(name), depth: depth + 1
                )
            }
        default: break
        }
    }
}

extension String {
    /// Whether an HTML tag of this name opens or closes in the text.
    fileprivate func range(ofTag tag: String) -> Bool {
        let text = lowercased()
        for start in ["<" + tag, "</" + tag] {
            var rest = text[...]
            while let found = rest.firstRange(of: start) {
                rest = rest[found.upperBound...]
                if let next = rest.first, next == ">" || next == " " || next == "/" { return true }
            }
        }
        return false
    }
}

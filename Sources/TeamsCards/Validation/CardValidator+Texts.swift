internal import JSONKit

extension CardValidator {
    /// How a text is shown.
    enum TextRole {
        /// With markdown and functions: a TextBlock, a Fact.
        case markdown
        /// As it is, in a paragraph of runs.
        case run
        /// As it is, but some clients read functions: the name of a choice or a toggle, what is shown or said in
        /// place of the card.
        case label
        /// As it is: a button, a hint.
        case plain
    }

    /// Properties that hold a text for people, in whatever they stand.
    private static let shown: Set<String> = [
        "text", "title", "label", "placeholder", "errorMessage", "tooltip", "description", "altText", "fallbackText",
        "speak", "subLabel", "xAxisTitle", "yAxisTitle", "dialogTitle",
    ]

    mutating func checkShownText(
        _ value: JSONValue, of name: String, in object: JSONObject, of type: CardType, at place: Place
    ) {
        guard let text = value.stringValue else { return }
        let role: TextRole
        switch (type.name, name) {
        case ("TextBlock", "text"), ("Fact", "title"), ("Fact", "value"): role = .markdown
        case ("TextRun", "text"): role = .run
        case ("Choice", "title"), ("Input.Toggle", "title"), (_, "fallbackText"), (_, "speak"): role = .label
        case _ where Self.shown.contains(name): role = .plain
        default: return
        }
        checkShownText(text, as: role, in: object, at: place)
    }

    mutating func checkShownText(_ text: String, as role: TextRole, in object: JSONObject, at place: Place) {
        if role == .markdown {
            if let what = unsupportedMarkdown(in: text) {
                add(
                    "text.unsupportedMarkdown", .warning, place.path, object,
                    "Teams shows \(what) as it is written: only bold, italic, links and lists are drawn")
            }
            if TextLines.hasLoneLineEnd(text) {
                add(
                    "text.lineEnd", .info, place.path, object,
                    "one line end outside a list is shown as a space: write two for a new paragraph")
            }
        }
        if TextLines.hasWrittenLineEnd(text) {
            add(
                "text.lineEnd", .info, place.path, object,
                "a backslash and an n are shown as such: in JSON a line end is \\n with one backslash")
        }
        checkDateFunctions(text, as: role, in: object, at: place)
    }

    private mutating func checkDateFunctions(
        _ text: String, as role: TextRole, in object: JSONObject, at place: Place
    ) {
        let functions = DateFunction.all(in: text)
        guard let first = functions.first(where: { $0.flaw != nil }) ?? functions.first else { return }
        let isRead = role == .markdown || role == .label
        guard let flaw = isRead ? first.flaw : "only a TextBlock or a Fact may hold it" else { return }
        add(
            "text.dateFunction", .warning, place.path, object, "people see \(cut(first.text)) as it is written: \(flaw)"
        )
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
        return TextLines.htmlTag(in: text).map { "an HTML tag (<\($0)>)" }
    }

    /// A template that was not filled.
    mutating func checkBindings(_ json: JSONValue, at path: String, depth: Int) {
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

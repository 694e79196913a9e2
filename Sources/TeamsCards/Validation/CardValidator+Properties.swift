internal import JSONKit
internal import ServiceKit

extension CardValidator {
    /// Checks the properties of an object against the table of its type, and what they hold.
    mutating func checkProperties(
        _ object: JSONObject, of type: CardType, at place: Place, skipping: Set<String> = ["type"]
    ) {
        guard place.depth < 256 else { return }
        for property in type.properties.values.sorted(by: { $0.name < $1.name })
        where property.isRequired && type.name != "Choice" && (object[property.name] ?? .null) == .null
            && !skipping.contains(property.name)
        {
            let isInputID = property.name == "id" && type.place == .input
            add(
                isInputID ? "id.input.missing" : "property.required", severity(ofMissing: property, in: type),
                place.path, object,
                isInputID
                    ? "an \(type.name) needs an `id`: its value is submitted under it"
                    : "`\(property.name)` is missing: \(article(type.name)) needs \(words(for: property.kind))")
        }
        for (name, value) in object where !skipping.contains(name) {
            guard let property = type.properties[name] else {
                checkUnknown(name, in: object, of: type, at: place)
                continue
            }
            // What Teams alone draws needs no version; what is newer than Teams documents is told all the same.
            let least = max(type.since ?? .teams, version)
            if let since = property.since, since > least {
                add("version.feature", .warning, place.at(name).path, object, isTooNew("`\(name)`", since))
            }
            guard value != .null else { continue }
            var walk = ValueWalk(name: name, object: object, least: max(property.since ?? .teams, least))
            walk.hasFallback = isGuarded(object, at: place)
            check(value, is: property.kind, walk, at: place.at(name))
            checkRules(value, of: property, in: object, of: type, at: place.at(name))
        }
    }

    /// What a value is looked at for: the property and the object that hold it.
    struct ValueWalk {
        let name: String
        let object: JSONObject
        /// The version that the card needs already.
        let least: CardVersion
        var hasFallback = false
    }

    private mutating func checkUnknown(_ name: String, in object: JSONObject, of type: CardType, at place: Place) {
        let known = type.properties.keys
        guard !name.hasPrefix("$") else { return }
        let hint =
            nearestName(to: name, among: known).map { $0 == name ? "" : ": did you mean `\($0)`?" } ?? ""
        add(
            "property.unknown", .warning, place.at(name).path, object,
            "`\(name)` is no property of \(article(type.name))" + hint)
    }

    private func isTooNew(_ what: String, _ since: CardVersion) -> String {
        since > .teams
            ? "\(what) came with version \(since), and Teams documents \(CardVersion.teams): clients may pass over it"
            : "\(what) came with version \(since), and the card declares \(version): declare \"\(since)\" if clients may need it"
    }

    /// Checks one value against what the table says may stand there.
    private mutating func check(_ value: JSONValue, is kind: CardValueKind, _ walk: ValueWalk, at place: Place) {
        switch (kind, value) {
        // `checkFallback` looks at what stands in for something.
        case (.any, _), (.fallback, _): break
        case (.text, .string), (.boolean, .bool), (.object, .object), (.number, .number): break
        case (.integer, .number(let number)) where number.int != nil: break
        case (.name(let names), .string(let text)): checkName(text, among: names, walk, at: place)
        case (.size(let names, let forms), .string), (.size(let names, let forms), .number):
            checkSize(value, names: names, forms: forms, walk, at: place)
        case (.element, .object(let element)): checkElement(element, at: place)
        case (.action, .object(let action)): checkAction(action, at: place, holder: walk.name)
        case (.implied(let implied), .object(let part)): checkPart(part, implied: implied, at: place)
        case (.typed(let names), .object(let part)): checkTyped(part, among: names, at: place)
        case (.named(let kind), .object(let object)):
            for (name, each) in object { check(each, is: kind, walk, at: place.at(name)) }
        case (.list(let element), .array(let elements)):
            for (index, each) in elements.enumerated() { check(each, is: element, walk, at: place.at(index)) }
        case (.oneOf(let kinds), _) where kinds.contains { $0.isKind(of: value) }:
            kinds.first { $0.isKind(of: value) }.map { check(value, is: $0, walk, at: place) }
        case (_, .string(let text)) where isTemplate(text): break
        default:
            add(
                "property.type", .error, place.path, walk.object,
                "`\(walk.name)` is \(WireError(expected: "", found: value).found) where \(words(for: kind)) belongs")
        }
    }

    private mutating func checkName(_ text: String, among names: [CardName], _ walk: ValueWalk, at place: Place) {
        let lowercased = text.lowercased()
        if let name = names.first(where: { $0.text.lowercased().hasSameBytes(as: lowercased) }) {
            guard let since = name.since, since > walk.least, !walk.hasFallback else { return }
            add("version.feature", .warning, place.path, walk.object, isTooNew("\"\(name.text)\"", since))
        } else if !isTemplate(text) {
            let hint = nearestName(to: text, among: names.map(\.text)).map { ": did you mean \"\($0)\"?" }
            add(
                "property.enum", .error, place.path, walk.object,
                "\"\(cut(text))\" is no value of `\(walk.name)`" + (hint ?? ": choose \(words(for: .name(names)))"))
        }
    }

    private mutating func checkSize(
        _ value: JSONValue, names: [String], forms: [CardForm], _ walk: ValueWalk, at place: Place
    ) {
        if let text = value.stringValue, names.contains(text.lowercased()) || isTemplate(text) { return }
        guard !forms.contains(where: { $0.fits(value) }) else { return }
        let choices = (names.map { "\"\($0)\"" } + forms.map(\.words)).joined(separator: ", or ")
        add(
            "value.format", .error, place.path, walk.object,
            "`\(walk.name)` is \(cut(value.text())): write \(choices)")
    }

    /// An object whose `type` says which of several it is. A part of a paragraph without one is a TextRun.
    private mutating func checkTyped(_ part: JSONObject, among names: [String], at place: Place) {
        let implied = names.contains(CardProperties.TextRun.type) ? CardProperties.TextRun.type : nil
        guard let name = part["type"]?.stringValue ?? implied else {
            add(
                "property.required", .error, place.path, part,
                "`type` is missing: write one of \(names.joined(separator: ", "))")
            return
        }
        if names.contains(where: { $0.hasSameBytes(as: name) }), let type = CardType.all[name] {
            checkProperties(part, of: type, at: place)
        } else if CardType.all[name] != nil {
            add(
                "element.misplaced", .error, place.path, part,
                "\(article(name)) stands where \(words(for: .typed(names))) belongs")
        } else {
            checkUnknownType(name, part, places: [.part], code: "element.unknown", at: place)
        }
    }

    func words(for kind: CardValueKind) -> String {
        switch kind {
        case .text: "a text"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .name(let names): "one of \(names.map(\.text).joined(separator: ", "))"
        case .size(let names, let forms): (names + forms.map(\.words)).joined(separator: ", or ")
        case .object, .named: "an object"
        case .any: "a value"
        case .element: "an element"
        case .action: "an action"
        case .fallback: "an element, an action or \"drop\""
        case .implied(let name): article(name)
        case .typed(let names): names.map(article).joined(separator: " or ")
        case .oneOf(let kinds): kinds.map(words).joined(separator: " or ")
        case .list(let element): "a list of which each is \(words(for: element))"
        }
    }

    func article(_ name: String) -> String { ("AEIOUaeiou".contains(name.first ?? "x") ? "an " : "a ") + name }
    func cut(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }
    func isTemplate(_ text: String) -> Bool { text.contains("${") }
    func isPixels(_ text: String) -> Bool { CardForm.pixels.fits(.string(text)) }
}

extension CardValueKind {
    /// Whether `value` has the JSON type of this kind.
    fileprivate func isKind(of value: JSONValue) -> Bool {
        switch (self, value) {
        case (.any, _), (.fallback, _): true
        case (.text, .string), (.name, .string), (.size, .string), (.size, .number): true
        case (.boolean, .bool), (.integer, .number), (.number, .number), (.list, .array): true
        case (.object, .object), (.named, .object), (.element, .object), (.action, .object): true
        case (.implied, .object), (.typed, .object): true
        case (.oneOf(let kinds), _): kinds.contains { $0.isKind(of: value) }
        default: false
        }
    }
}

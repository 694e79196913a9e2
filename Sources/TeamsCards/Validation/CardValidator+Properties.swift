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
                isInputID ? "id.input.missing" : "property.required", .error, place.path, object,
                isInputID
                    ? "an \(type.name) needs an `id`: its value is submitted under it"
                    : "`\(property.name)` is missing: \(article(type.name)) needs \(words(for: property.kind))")
        }
        for (name, value) in object where !skipping.contains(name) {
            guard let property = type.properties[name] else {
                checkUnknown(name, in: object, of: type, at: place)
                continue
            }
            if let since = property.since, since > version, since > (type.since ?? since) || type.since == nil {
                add(
                    "version.feature", .warning, place.at(name).path, object,
                    "`\(name)` came with version \(since), and the card declares \(version): declare \"\(since)\" if clients may need it"
                )
            }
            if value != .null { check(value, is: property.kind, named: name, in: object, of: type, at: place.at(name)) }
        }
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

    /// Checks one value against what the table says may stand there.
    mutating func check(
        _ value: JSONValue, is kind: CardValueKind, named name: String, in object: JSONObject, of type: CardType,
        at place: Place
    ) {
        switch (kind, value) {
        case (.any, _), (.text, .string), (.boolean, .bool), (.object, .object), (.number, .number): break
        case (.integer, .number(let number)) where number.int != nil: break
        case (.name(let names), .string(let text)):
            if !names.contains(where: { $0.lowercased() == text.lowercased() }) && !isTemplate(text) {
                let hint = nearestName(to: text, among: names).map { ": did you mean \"\($0)\"?" }
                add(
                    "property.enum", .error, place.path, object,
                    "\"\(cut(text))\" is no value of `\(name)`"
                        + (hint ?? ": choose one of \(names.joined(separator: ", "))"))
            }
        case (.size(let names, let form), _):
            checkSize(value, names: names, form: form, named: name, in: object, at: place)
        case (.element, .object(let element)): checkElement(element, at: place)
        case (.action, .object(let action)): checkAction(action, at: place, holder: name)
        case (.implied(let implied), .object(let part)): checkPart(part, implied: implied, at: place)
        case (.list(let element), .array(let elements)):
            for (index, each) in elements.enumerated() {
                check(each, is: element, named: name, in: object, of: type, at: place.at(index))
            }
        case (_, .string(let text)) where isTemplate(text): break
        default:
            add(
                "property.type", .error, place.path, object,
                "`\(name)` is \(WireError(expected: "", found: value).found) where \(words(for: kind)) belongs")
        }
    }

    private mutating func checkSize(
        _ value: JSONValue, names: [String], form: String, named name: String, in object: JSONObject, at place: Place
    ) {
        let isFine: Bool =
            switch value {
            case .string(let text):
                names.contains(text.lowercased()) || isTemplate(text)
                    || (form.contains("pixels") && isPixels(text)) || (form.contains("weight") && Double(text) != nil)
                    || (form.hasPrefix("a date") && CalendarDate(text) != nil)
                    || (form.hasPrefix("a time") && TimeOfDay(text) != nil)
                    || ((form.hasPrefix("a date") || form.hasPrefix("a time")) && text.isEmpty)
            case .number(let number): form.contains("weight") && number.double > 0
            default: false
            }
        guard !isFine else { return }
        let choices = (names.map { "\"\($0)\"" } + [form]).joined(separator: ", ")
        add("value.format", .error, place.path, object, "`\(name)` is \(cut(value.text())): write \(choices)")
    }

    func words(for kind: CardValueKind) -> String {
        switch kind {
        case .text: "a text"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .name(let names): "one of \(names.joined(separator: ", "))"
        case .size(_, let form): form
        case .object: "an object"
        case .any: "a value"
        case .element: "an element"
        case .action: "an action"
        case .implied(let name): article(name)
        case .list(let element): "a list of which each is \(words(for: element))"
        }
    }

    func article(_ name: String) -> String { ("AEIOU".contains(name.first ?? "x") ? "an " : "a ") + name }
    func cut(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }
    func isTemplate(_ text: String) -> Bool { text.contains("${") }
    func isPixels(_ text: String) -> Bool {
        text.hasSuffix("px") && text.count > 2 && Double(text.dropLast(2)).map { $0 >= 0 && $0.isFinite } == true
    }
}

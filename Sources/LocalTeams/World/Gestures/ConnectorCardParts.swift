internal import JSONKit

/// The buttons and inputs of a connector card: `potentialAction` of the card and of its sections.
struct ConnectorCardParts {
    private(set) var buttons: [CardButton] = []
    private(set) var inputs: [CardInput] = []

    init(_ card: JSONValue, at place: Int) {
        add(card["potentialAction"], .root.appending("potentialAction"), [], place)
        for (number, section) in (card["sections"]?.arrayValue ?? []).enumerated() {
            let pointer = JSONPointer.root.appending("sections").appending(number).appending("potentialAction")
            add(section["potentialAction"], pointer, [], place)
        }
    }

    /// An `ActionCard` holds a form: its inputs go along with the actions inside, which hold no forms of their own.
    private mutating func add(
        _ actions: JSONValue?, _ pointer: JSONPointer, _ scope: [JSONPointer], _ place: Int
    ) {
        for (number, action) in (actions?.arrayValue ?? []).enumerated() {
            guard case .object(let object) = action else { continue }
            let pointer = pointer.appending(number)
            buttons.append(CardButton(attachment: place, pointer: pointer, action: object, scope: scope))
            guard scope.isEmpty, object["@type"]?.stringValue?.lowercased() == "actioncard" else { continue }
            for input in object["inputs"]?.arrayValue ?? [] {
                guard case .object(let input) = input, let id = input["id"]?.stringValue else { continue }
                inputs.append(CardInput(id: id, input: input, scope: [pointer]))
            }
            add(object["actions"], pointer.appending("actions"), [pointer], place)
        }
    }
}

/// The texts of a connector card in which `{{id.value}}` stands for what was typed into an input.
enum ConnectorTemplate {
    /// `text` with the values in their places; of an input that nobody filled in, nothing stays.
    /// - Parameter isJSON: whether the text is JSON, and a value may not end the text that it stands in.
    static func fill(_ text: String, with values: JSONObject, isJSON: Bool) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            filled += rest[..<start.lowerBound]
            rest = rest[start.lowerBound...]
            // A name is short: the end is looked for nearby, so that many openings cost no more than the text.
            guard let end = rest.prefix(longestName).firstRange(of: ".value}}") else {
                filled += "{{"
                rest = rest[start.upperBound...]
                continue
            }
            let name = rest[start.upperBound..<end.lowerBound]
            if let later = name.firstRange(of: "{{") {
                filled += rest[..<later.lowerBound]
                rest = rest[later.lowerBound...]
                continue
            }
            let value = words(of: values[String(name)])
            filled += isJSON ? String(JSONValue.string(value).text().dropFirst().dropLast()) : value
            rest = rest[end.upperBound...]
        }
        return filled + rest
    }

    private static let longestName = 200

    private static func words(of value: JSONValue?) -> String {
        switch value {
        case nil, .null?: ""
        case .string(let text)?: text
        case let other?: other.text()
        }
    }
}

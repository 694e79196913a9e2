internal import JSONKit

/// What a whole card holds, for rules that look from one end of it to the other.
struct CardSurvey {
    /// Where each id stands.
    private(set) var ids: [ExactText: [String]] = [:]
    /// The ids of inputs.
    private(set) var inputs: Set<ExactText> = []
    /// The names of areas of a grid.
    private(set) var areas: Set<ExactText> = []
    /// The texts that can mention someone, with their places.
    private(set) var texts: [(path: String, text: String)] = []

    /// What stands in these is no part of what the card shows.
    private static let opaque: Set<String> = [
        "msteams", "properties", "authentication", "metadata", "resources", "references", "requires", "choices.data",
    ]
    /// What stands in these has a type, written or not.
    private static let typed: Set<String> = ["columns", "rows", "cells", "pages"]

    init() {}

    init(_ card: JSONObject) { visit(.object(card), in: "", at: "", depth: 0) }

    private mutating func visit(_ json: JSONValue, in holder: String, at path: String, depth: Int) {
        guard depth < 256 else { return }
        switch json {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                visit(element, in: holder, at: "\(path)/\(index)", depth: depth + 1)
            }
        case .object(let object):
            let type = object["type"]?.stringValue ?? ""
            note(object, of: type, in: holder, at: path)
            for (name, value) in object
            where !Self.opaque.contains(name) && !(name == "data" && type.hasPrefix("Action.")) {
                let place = "\(path)/\(JSONPointer.escaped(name))"
                visit(value, in: name, at: place, depth: depth + 1)
            }
        default: break
        }
    }

    private mutating func note(_ object: JSONObject, of type: String, in holder: String, at path: String) {
        if let id = object["id"]?.stringValue, !id.isEmpty, !type.isEmpty || Self.typed.contains(holder) {
            ids[ExactText(id), default: []].append(path)
            if type.hasPrefix("Input.") { inputs.insert(ExactText(id)) }
        }
        switch type {
        case "TextBlock":
            if let text = object["text"]?.stringValue { texts.append((path + "/text", text)) }
        case "FactSet":
            for (index, fact) in (object["facts"]?.arrayValue ?? []).enumerated() {
                for name in ["title", "value"] {
                    if let text = fact[name]?.stringValue { texts.append(("\(path)/facts/\(index)/\(name)", text)) }
                }
            }
        case "Layout.AreaGrid":
            for area in object["areas"]?.arrayValue ?? [] {
                if let name = area["name"]?.stringValue { areas.insert(ExactText(name)) }
            }
        default: break
        }
    }

    /// Whether one of two places is in a fallback for what holds the other: never both are shown.
    static func areAlternatives(_ first: String, _ second: String) -> Bool {
        isInstead(first, of: second) || isInstead(second, of: first)
    }

    private static func isInstead(_ path: String, of other: String) -> Bool {
        var holder = ""
        for step in path.split(separator: "/") {
            let fallback = holder + "/fallback"
            if step == "fallback", other == holder || other.hasPrefix(holder + "/"), other != fallback,
                !other.hasPrefix(fallback + "/")
            {
                return true
            }
            holder += "/" + step
        }
        return false
    }
}

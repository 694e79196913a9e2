import Foundation
import JSONKit

/// Says what of a value is not as a JSON Schema wants it, for the words that our documents use. A word that it does not
/// know is a finding too.
struct SchemaCheck {
    let components: JSONValue
    private static let words: Set<String> = [
        "type", "properties", "required", "additionalProperties", "items", "minItems", "minLength", "maxLength", "enum",
        "const", "oneOf", "$ref", "minimum", "maximum", "format", "description",
    ]

    func problems(_ value: JSONValue, _ schema: JSONValue, at place: String = "") -> [String] {
        guard case .object(let rules) = schema else { return ["\(place): the schema is no object"] }
        var problems = rules.names.filter { !Self.words.contains($0) }.map { "\(place): the word \($0) is not known" }
        if let reference = rules["$ref"]?.stringValue {
            guard let name = reference.split(separator: "/").last, let target = components[String(name)] else {
                return ["\(place): \(reference) is not there"]
            }
            return problems + self.problems(value, target, at: place)
        }
        if let wanted = rules["const"], wanted != value { problems.append("\(place): is not \(wanted)") }
        if let names = rules["enum"]?.arrayValue, !names.contains(value) {
            problems.append("\(place): \(value) is none of \(names)")
        }
        if let types = rules["type"].map({ $0.arrayValue ?? [$0] }), !types.contains(where: { fits(value, $0) }) {
            problems.append("\(place): \(value) is not of the type \(types)")
        }
        if let choices = rules["oneOf"]?.arrayValue {
            let fitting = choices.count { self.problems(value, $0, at: place).isEmpty }
            if fitting != 1 { problems.append("\(place): fits \(fitting) of \(choices.count) choices") }
        }
        switch value {
        case .object(let members): problems += object(members, rules, place)
        case .array(let elements):
            if let items = rules["items"] {
                for (index, element) in elements.enumerated() {
                    problems += self.problems(element, items, at: "\(place)/\(index)")
                }
            }
            if let least = rules["minItems"]?.intValue, elements.count < least { problems.append("\(place): too few") }
        case .number(let number):
            if let least = rules["minimum"]?.doubleValue, number.double < least {
                problems.append("\(place): too small")
            }
            if let most = rules["maximum"]?.doubleValue, number.double > most { problems.append("\(place): too large") }
        case .string(let text):
            if let least = rules["minLength"]?.intValue, text.count < least { problems.append("\(place): too short") }
            if rules["format"] == "date-time", (try? Date(text, strategy: isoFormat)) == nil {
                problems.append("\(place): \(text) is no instant")
            }
        default: break
        }
        return problems
    }

    private func object(_ members: JSONObject, _ rules: JSONObject, _ place: String) -> [String] {
        var problems = (rules["required"]?.arrayValue ?? []).compactMap(\.stringValue).filter { members[$0] == nil }
            .map { "\(place)/\($0): is missing" }
        for (name, value) in members {
            if let rule = rules["properties"]?[name] {
                problems += self.problems(value, rule, at: "\(place)/\(name)")
            } else if rules["additionalProperties"] == false {
                problems.append("\(place)/\(name): is not described")
            } else if let rule = rules["additionalProperties"], rule != true {
                problems += self.problems(value, rule, at: "\(place)/\(name)")
            }
        }
        return problems
    }

    private var isoFormat: Date.ISO8601FormatStyle { .init(includingFractionalSeconds: true) }

    private func fits(_ value: JSONValue, _ type: JSONValue) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
            ("number", .number):
            true
        case ("integer", .number): value.intValue != nil
        default: false
        }
    }
}

import Foundation
import JSONKit
import Testing

/// One row of the reference's events: what people do, and each activity that the bot gets for it, whole.
///
/// `events.json` has them. A step is a `call` of the control plane or a request of the `bot`; `sends` says how many
/// activities it causes, and `keep` which members of its answer are named for later: `{name}` in any text stands for
/// them. What is received is what every activity carries (`envelopes`), `but` for the members that differ; `null` is a
/// member that is not there. A text `<kind>` or `<kind name>` stands for what Teams makes up; of one name all are
/// equal.
struct EventCase: Sendable, CustomTestStringConvertible {
    let json: JSONValue

    static let file: JSONValue = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "events.json")
        return (try? JSONValue(parsing: Array(Data(contentsOf: path)))) ?? .null
    }()

    static let all = (file["rows"]?.arrayValue ?? []).map(EventCase.init)

    var row: String { json["row"]?.stringValue ?? "" }
    var testDescription: String { "\(row) \(json["name"]?.stringValue ?? "")" }
    var given: [JSONValue] { json["given"]?.arrayValue ?? [] }
    var gesture: [JSONValue] { json["gesture"]?.arrayValue ?? [] }

    /// The activities, each with the members that it has in common with the others.
    var received: [JSONValue] {
        (json["received"]?.arrayValue ?? []).map { expected in
            let like = expected["like"]?.stringValue ?? ""
            var whole = Self.file["envelopes"]?[like]?.objectValue ?? [:]
            for (name, value) in expected["but"]?.objectValue ?? [:] { whole[name] = value.isNull ? nil : value }
            return .object(whole)
        }
    }
}

/// What the names of a case stand for.
struct EventNames {
    private var texts: [String: String]

    init(_ texts: [String: String]) { self.texts = texts }

    subscript(name: String) -> String? {
        get { texts[name] }
        set { texts[name] = newValue }
    }

    /// `text` with each `{name}` replaced.
    func filled(_ text: String, _ encode: (String) -> String = { $0 }) -> String {
        texts.reduce(text) { $0.replacing("{\($1.key)}", with: encode($1.value)) }
    }

    func filled(_ json: JSONValue) -> JSONValue {
        switch json {
        case .string(let text): return .string(filled(text))
        case .array(let elements): return .array(elements.map(filled))
        case .object(let members):
            var filled = JSONObject()
            for (name, value) in members { filled[name] = self.filled(value) }
            return .object(filled)
        default: return json
        }
    }

    /// Where `actual` is something else than `expected`, member for member.
    mutating func differences(_ actual: JSONValue?, _ expected: JSONValue, at path: String = "") -> [String] {
        switch (actual, expected) {
        case (.object(let actual)?, .object(let expected)):
            var found = actual.filter { expected[$0.name] == nil }.map { "\(path)/\($0.name) is \($0.value.text())" }
            for (name, value) in expected { found += differences(actual[name], value, at: "\(path)/\(name)") }
            return found
        case (.array(let actual)?, .array(let expected)) where actual.count == expected.count:
            var found: [String] = []
            for (place, pair) in zip(actual, expected).enumerated() {
                found += differences(pair.0, pair.1, at: "\(path)/\(place)")
            }
            return found
        case (.string(let actual)?, .string(let expected)) where matches(actual, filled(expected)): return []
        case (let actual?, let expected) where actual == expected: return []
        default: return ["\(path) is \(actual?.text() ?? "not there") and not \(filled(expected).text())"]
        }
    }

    private mutating func matches(_ actual: String, _ expected: String) -> Bool {
        if actual == expected { return true }
        guard let placeholder = expected.firstMatch(of: /<(event|message|instant|local|account|opaque)( \w+)?>/) else {
            return false
        }
        let front = expected[..<placeholder.range.lowerBound]
        let back = expected[placeholder.range.upperBound...]
        guard actual.hasPrefix(front), actual.hasSuffix(back), actual.count >= front.count + back.count else {
            return false
        }
        let found = String(actual.dropFirst(front.count).dropLast(back.count))
        guard Self.isOf(String(placeholder.1), found) else { return false }
        guard let name = placeholder.2.map({ "<\($0)>" }) else { return true }
        if let known = texts[name] { return known == found }
        guard !texts.values.contains(found) else { return false }
        texts[name] = found
        return true
    }

    private static func isOf(_ kind: String, _ text: String) -> Bool {
        switch kind {
        case "event": text.wholeMatch(of: /f:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
        case "message": text.wholeMatch(of: /[0-9]{13}/) != nil
        case "instant": text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/) != nil
        case "local": text.wholeMatch(of: /[0-9-]{10}T[0-9:]{8}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}/) != nil
        case "account": text.wholeMatch(of: /29:[0-9A-Za-z_-]{10,}/) != nil
        default: !text.isEmpty
        }
    }
}

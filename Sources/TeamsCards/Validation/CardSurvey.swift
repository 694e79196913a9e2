internal import JSONKit

/// What a whole card holds, for rules that look from one end of it to the other.
struct CardSurvey {
    /// Where each id stands. An element and its fallback may share one.
    private(set) var ids: [String: [String]] = [:]
    /// The ids of inputs.
    private(set) var inputs: Set<String> = []
    /// The names of areas of a grid.
    private(set) var areas: Set<String> = []
    /// The texts that can mention someone, with their places.
    private(set) var texts: [(path: String, text: String)] = []

    init() {}

    init(_ card: JSONObject) { visit(.object(card), at: "", depth: 0, isFallback: false) }

    private mutating func visit(_ json: JSONValue, at path: String, depth: Int, isFallback: Bool) {
        guard depth < 256 else { return }
        switch json {
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                visit(element, at: "\(path)/\(index)", depth: depth + 1, isFallback: isFallback)
            }
        case .object(let object):
            let type = object["type"]?.stringValue ?? ""
            if let id = object["id"]?.stringValue, !type.isEmpty {
                if !isFallback || ids[id] == nil { ids[id, default: []].append(path) }
                if type.hasPrefix("Input.") { inputs.insert(id) }
            }
            if type == "TextBlock", let text = object["text"]?.stringValue { texts.append((path + "/text", text)) }
            for (index, fact) in (object["facts"]?.arrayValue ?? []).enumerated() where type == "FactSet" {
                for name in ["title", "value"] {
                    if let text = fact[name]?.stringValue { texts.append(("\(path)/facts/\(index)/\(name)", text)) }
                }
            }
            for area in object["areas"]?.arrayValue ?? [] where type == "Layout.AreaGrid" {
                if let name = area["name"]?.stringValue { areas.insert(name) }
            }
            for (name, value) in object where name != "data" && name != "msteams" {
                let place = "\(path)/\(JSONPointer.escaped(name))"
                visit(value, at: place, depth: depth + 1, isFallback: isFallback || name == "fallback")
            }
        default: break
        }
    }
}

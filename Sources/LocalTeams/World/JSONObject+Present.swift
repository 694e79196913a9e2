internal import JSONKit

extension JSONObject {
    /// An object of those members that have a value.
    init(present members: KeyValuePairs<String, JSONValue?>) {
        self.init()
        for (name, value) in members {
            if let value { self[name] = value }
        }
    }
}

extension JSONObject {
    /// Roughly what it costs while it is kept, in bytes.
    var cost: Int { reduce(64) { $0 + 48 + $1.name.utf8.count + $1.value.cost } }
}

extension JSONValue {
    /// Roughly what it costs while it is kept, in bytes.
    var cost: Int {
        switch self {
        case .null, .bool, .number: 32
        case .string(let text): 32 + text.utf8.count
        case .array(let elements): elements.reduce(64) { $0 + $1.cost }
        case .object(let object): object.cost
        }
    }

    init(_ text: String) { self = .string(text) }
    init(_ number: Int) { self = .number(JSONNumber(number)) }
    init(_ number: Int64) { self = .number(JSONNumber(number)) }
    init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }
    init(_ objects: [JSONObject]) { self = .array(objects.map(JSONValue.object)) }
}

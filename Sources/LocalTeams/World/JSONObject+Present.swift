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

extension JSONValue {
    init(_ text: String) { self = .string(text) }
    init(_ number: Int) { self = .number(JSONNumber(number)) }
    init(_ number: Int64) { self = .number(JSONNumber(number)) }
    init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }
    init(_ objects: [JSONObject]) { self = .array(objects.map(JSONValue.object)) }
}

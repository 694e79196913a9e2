internal import JSONKit

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
}

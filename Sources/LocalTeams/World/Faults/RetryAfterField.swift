internal import JSONKit

/// What `Retry-After` says, as it was given: a number of seconds, or a text such as a date. Nobody says that a service
/// keeps to what the field may hold.
struct RetryAfterField: Hashable, Sendable {
    let json: JSONValue
    /// The field's value.
    let text: String
}

extension RetryAfterField: RowValue {
    static let maxLength = 200

    init(json: JSONValue) throws(WireError) {
        switch json {
        case .number: text = json.text()
        case .string(let value): text = value
        default: throw WireError(expected: "a number of seconds or a text", found: json)
        }
        // A field holds no line breaks, and neither does a log line.
        guard text.utf8.count <= Self.maxLength, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw WireError(expected: "a number, or a text of at most \(Self.maxLength) ASCII characters", found: json)
        }
        self.json = json
    }
}

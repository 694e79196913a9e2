internal import JSONKit

/// What one kind of thing goes by. A name of a person does not pass for that of a bot.
protocol Identifier: RawRepresentable<String>, Comparable, RecordKey, WireValue, StrictScalar,
    ExpressibleByStringInterpolation, CustomStringConvertible
{
    init(rawValue: String)
}

extension Identifier {
    init(stringLiteral value: String) { self.init(rawValue: value) }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    var recordKey: String { rawValue }
    var description: String { rawValue }
}

/// As JSON a text, wherever it stands.
extension Identifier {
    static var expectation: String { "a text" }

    init(json: JSONValue) throws(WireError) { self.init(rawValue: try String(json: json)) }

    init?(strict json: JSONValue) {
        guard let text = json.stringValue else { return nil }
        self.init(rawValue: text)
    }

    var json: JSONValue { .string(rawValue) }
}

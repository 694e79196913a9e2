internal import JSONKit

/// One of a few names, in rows and in files. Another name is an error.
protocol WireChoice: WireValue, StrictChoice {}

extension WireChoice {
    init(json: JSONValue) throws(WireError) {
        guard let name = json.stringValue, let value = Self(rawValue: name) else {
            let names = Self.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw WireError(expected: "one of \(names)", found: json)
        }
        self = value
    }

    var json: JSONValue { .string(rawValue) }
}

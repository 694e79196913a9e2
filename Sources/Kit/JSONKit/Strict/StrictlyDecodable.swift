/// A value that is read strictly: whatever does not fit is an error that names the place.
package protocol StrictlyDecodableValue {
    /// Reads what stands at `place`.
    init(at place: StrictPlace) throws(StrictError)
}

/// An object that is read member by member. A member that `init(from:)` does not ask for is an error.
package protocol StrictlyDecodable: StrictlyDecodableValue {
    init(from reader: inout StrictReader) throws(StrictError)
}

extension StrictlyDecodable {
    package init(at place: StrictPlace) throws(StrictError) {
        self = try place.object { (reader) throws(StrictError) in try Self(from: &reader) }
    }
}

/// One of a few names, and no other: `enum Kind: String, StrictChoice { case standard, shared }`.
package protocol StrictChoice: StrictlyDecodableValue, RawRepresentable<String>, CaseIterable {}

extension StrictChoice {
    package init(at place: StrictPlace) throws(StrictError) {
        guard case .string(let name) = place.json else { throw place.mismatch("a text") }
        guard let value = Self.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) }) else {
            let names = Self.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw place.error("must be one of \(names), but is \"\(name.excerpt)\"")
        }
        self = value
    }
}

/// A value that stands in one JSON string, number or flag: an instant, an address, an id.
package protocol StrictScalar: StrictlyDecodableValue {
    /// What is wanted, for people: `an instant such as 2026-11-20T08:00:00Z`.
    static var expectation: String { get }
    /// Whether a message may show what stands there instead. Not so for a secret.
    static var isShown: Bool { get }
    /// `nil` when `json` is none.
    init?(strict json: JSONValue)
}

extension StrictScalar {
    package static var isShown: Bool { true }

    package init(at place: StrictPlace) throws(StrictError) {
        if let value = Self(strict: place.json) {
            self = value
        } else if place.isQueryItem, let value = place.queryValue.flatMap(Self.init(strict:)) {
            self = value
        } else if Self.isShown, case .string(let text) = place.json {
            throw place.error("must be \(Self.expectation), but is \"\(text.excerpt)\"")
        } else {
            throw place.mismatch(Self.expectation)
        }
    }
}

extension StrictPlace {
    /// The flag or whole number that the text of a query's item writes.
    var queryValue: JSONValue? {
        switch json {
        case "true": true
        case "false": false
        case .string(let text) where text.utf8.count <= 20: Int(text).map { .number(JSONNumber($0)) }
        default: nil
        }
    }
}

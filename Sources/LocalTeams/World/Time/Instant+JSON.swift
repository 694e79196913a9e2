internal import JSONKit

/// In rows an instant is a number of milliseconds. None is further away than the last message can go.
extension Instant: RowValue {
    init(json: JSONValue) throws(WireError) {
        milliseconds = Int64(try RowCount(json: json).rawValue)
        guard self <= .latest + World.targetedLifetime else {
            throw WireError(expected: "a point in time", found: json)
        }
    }

    var json: JSONValue { .number(JSONNumber(milliseconds)) }
}

extension Instant {
    /// An instant where JSON has it in words: `2026-11-20T08:00:00.123Z`.
    struct Written: Hashable, WireValue, StrictScalar {
        let instant: Instant

        static var expectation: String { "an instant such as 2026-11-20T08:00:00Z" }

        init(_ instant: Instant) { self.instant = instant }

        init?(strict json: JSONValue) {
            guard let text = json.stringValue, let instant = Instant(text: text) else { return nil }
            self.instant = instant
        }

        init(json: JSONValue) throws(WireError) {
            guard let written = Self(strict: json) else {
                throw WireError(expected: Self.expectation, found: json)
            }
            self = written
        }

        var json: JSONValue { .string(instant.text) }
    }

    var written: Written {
        get { Written(self) }
        set { self = newValue.instant }
    }
}

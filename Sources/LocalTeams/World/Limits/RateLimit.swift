internal import JSONKit

/// At most so many requests in any span of so many seconds.
struct RateLimit: Sendable, Hashable {
    static let counts = 1...100_000
    /// A day at most.
    static let spans = 1...86_400

    var count: Int
    var seconds: Int
}

/// `{"count":7,"seconds":1}`, in calls and in rows.
extension RateLimit: StrictlyDecodable, WireValue {
    init(from reader: inout StrictReader) throws(StrictError) {
        count = try reader.required("count", .within(Self.counts))
        seconds = try reader.required("seconds", .within(Self.spans))
    }

    init(json: JSONValue) throws(WireError) {
        guard let count = json["count"]?.intValue, let seconds = json["seconds"]?.intValue,
            Self.counts.contains(count), Self.spans.contains(seconds)
        else { throw WireError(expected: "a count and a number of seconds", found: json) }
        self.init(count: count, seconds: seconds)
    }

    var json: JSONValue { ["count": count.json, "seconds": seconds.json] }
}

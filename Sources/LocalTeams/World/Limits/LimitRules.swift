internal import JSONKit

/// Which limits hold. A part without any is off.
struct LimitRules: Sendable, Hashable {
    /// How many limits a part may have.
    static let maxLimits = 16

    private var parts: [LimitPart: [RateLimit]]

    init(_ parts: [LimitPart: [RateLimit]]) { self.parts = parts.filter { !$0.value.isEmpty } }

    subscript(part: LimitPart) -> [RateLimit] { parts[part] ?? [] }

    static let off = LimitRules([:])

    /// What Microsoft documents: [Rate limiting for
    /// agents](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit), text of October 2026. The
    /// windows slide; whether Teams' own do is not documented.
    static let documented = LimitRules([
        .perTenant: [RateLimit(count: 50, seconds: 1)],
        .perConversation: [
            RateLimit(count: 7, seconds: 1), RateLimit(count: 8, seconds: 2), RateLimit(count: 60, seconds: 30),
            RateLimit(count: 1800, seconds: 3600),
        ],
        .allBotsPerConversation: [RateLimit(count: 14, seconds: 1), RateLimit(count: 16, seconds: 2)],
        .rosterPerConversation: [
            RateLimit(count: 14, seconds: 1), RateLimit(count: 16, seconds: 2), RateLimit(count: 120, seconds: 30),
            RateLimit(count: 3600, seconds: 3600),
        ],
        .allBotsRosterPerConversation: [RateLimit(count: 28, seconds: 1), RateLimit(count: 32, seconds: 2)],
        .unpagedMembers: [RateLimit(count: 5, seconds: 60)],
        .perStream: [RateLimit(count: 1, seconds: 1)],
    ])
}

/// `{"perTenant":[{"count":50,"seconds":1}],…}`; a part that is off is not there.
extension LimitRules: WireValue {
    init(json: JSONValue) throws(WireError) {
        guard let object = json.objectValue else { throw WireError(expected: "an object", found: json) }
        var parts: [LimitPart: [RateLimit]] = [:]
        for (name, limits) in object { parts[try LimitPart(json: .string(name))] = try [RateLimit](json: limits) }
        self.init(parts)
    }

    var json: JSONValue {
        .object(JSONObject(LimitPart.allCases.compactMap { part in parts[part].map { (part.rawValue, $0.json) } }))
    }

    /// Every part, also those that are off, as the control plane shows them.
    var shown: JSONObject { JSONObject(LimitPart.allCases.map { ($0.rawValue, self[$0].json) }) }
}

/// As a person writes it: each part a list, one limit alone, or the word for what is documented.
extension LimitRules: StrictlyDecodable {
    init(at place: StrictPlace) throws(StrictError) {
        switch place.json {
        case "documented": self = .documented
        case "off": self = .off
        case .object:
            self = try place.object { (reader) throws(StrictError) in try LimitRules(from: &reader) }
        case .string: throw place.error("must be \"documented\", \"off\", or an object with limits")
        default: throw place.mismatch("\"documented\", \"off\", or an object with limits")
        }
    }

    init(from reader: inout StrictReader) throws(StrictError) {
        var parts: [LimitPart: [RateLimit]] = [:]
        for part in LimitPart.allCases {
            if let place = reader.place(part.rawValue) { parts[part] = try Self.limits(at: place, of: part) }
        }
        self.init(parts)
    }

    private static func limits(at place: StrictPlace, of part: LimitPart) throws(StrictError) -> [RateLimit] {
        switch place.json {
        case "documented": return documented[part]
        case "off": return []
        case .object: return [try RateLimit(at: place)]
        case .array(let elements):
            guard elements.count <= maxLimits else { throw place.error("must have at most \(maxLimits) limits") }
            return try [RateLimit](at: place)
        default: throw place.mismatch("a list of limits such as {\"count\": 7, \"seconds\": 1}")
        }
    }
}

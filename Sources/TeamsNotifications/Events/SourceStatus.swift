package import Foundation
internal import JSONKit

/// How a source does.
package struct SourceStatus: Sendable, Hashable {
    package let name: String
    /// What it reads from: `kafka`.
    package let kind: String
    package var isConnected = false
    package var isStopped = false
    /// What keeps events from being read.
    package var feedTrouble: String?
    /// What keeps notifications from being stored; meanwhile nothing is read.
    package var storeTrouble: String?
    /// How many events wait; nil until it is known.
    package var lag: Int?
    package var lastEventAt: Date?
    /// Since the start: notifications that came of events, events that were known already, those for which `when` does
    /// not hold, and those of which nothing could be made.
    package var accepted = 0
    package var repeated = 0
    package var skipped = 0
    package var rejected = 0

    package init(name: String, kind: String) {
        self.name = name
        self.kind = kind
    }

    /// In words.
    package var state: String {
        if isStopped { return "stopped" }
        if storeTrouble != nil { return "waiting for the store" }
        if feedTrouble != nil { return "cannot connect" }
        return isConnected ? "reading" : "connecting"
    }

    /// What is wrong; nil when all is well.
    package var problem: String? { storeTrouble ?? feedTrouble }

    var apiJSON: JSONValue {
        func number(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }
        var json: JSONObject = [
            "name": .string(name), "kind": .string(kind), "state": .string(state), "lag": lag.map(number) ?? .null,
            "lastEventAt": lastEventAt?.apiJSON ?? .null, "accepted": number(accepted), "repeated": number(repeated),
            "skipped": number(skipped), "rejected": number(rejected),
        ]
        if let problem { json["problem"] = .string(problem) }
        return .object(json)
    }
}

import JSONKit
import TeamsNotifications

/// Why deliveries did not arrive: grouped by reason, the most frequent first. Keeps a few examples of each, so that a
/// report on a million takes no more memory than one on ten.
struct DeliveryReport {
    private static let maxExamples = 5

    private struct Reason: Hashable {
        let state: String
        let code: String
    }
    private struct Group {
        var count = 0
        var examples: [JSONValue] = []
    }

    private let status: NotifyStatus
    private var groups: [Reason: Group] = [:]

    init(status: NotifyStatus) { self.status = status }

    /// Counts one delivery, as the API lists it.
    mutating func add(_ delivery: JSONValue) {
        let reason = Reason(
            state: oneLine(delivery["state"]?.stringValue ?? "unknown"),
            code: oneLine(delivery["code"]?.stringValue ?? "noReason"))
        groups[reason, default: Group()].count += 1
        guard groups[reason]!.examples.count < Self.maxExamples else { return }
        let known = ["conversation", "user"].compactMap { name in
            delivery[name]?.stringValue.map { (name, JSONValue.string($0)) }
        }
        groups[reason]!.examples.append(.object(JSONObject(known)))
    }

    /// Failures first, then what nobody knows, then what was skipped; of each the most frequent first.
    private var ordered: [(reason: Reason, group: Group)] {
        let ranks = ["failed": 0, "unknown": 1, "skipped": 2]
        return groups.map { ($0.key, $0.value) }.sorted { left, right in
            (ranks[left.0.state] ?? 3, -left.1.count, left.0.code) < (
                ranks[right.0.state] ?? 3, -right.1.count, right.0.code
            )
        }
    }

    /// For people.
    var text: String {
        var lines = ["\(status.id)  \(status.summary)"]
        for (reason, group) in ordered {
            lines.append("")
            lines.append("\(reason.state): \(grouped(group.count)) × \(reason.code)")
            if let advice = DeliveryAdvice.text(for: reason.code) { lines.append("  \(advice)") }
            let names = group.examples.compactMap { example in
                (example["user"] ?? example["conversation"])?.stringValue.map(oneLine)
            }
            if !names.isEmpty {
                let more = group.count > names.count ? ", …" : ""
                lines.append("  \(names.joined(separator: ", "))\(more)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For programs.
    var json: JSONValue {
        [
            "notification": status.json,
            "reasons": .array(
                ordered.map { reason, group in
                    var object: JSONObject = [
                        "state": .string(reason.state), "code": .string(reason.code),
                        "count": .number(JSONNumber(group.count)), "examples": .array(group.examples),
                    ]
                    object["advice"] = DeliveryAdvice.text(for: reason.code).map { .string($0) }
                    return .object(object)
                }),
        ]
    }
}

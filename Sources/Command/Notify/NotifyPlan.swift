import JSONKit

/// What a notification would do, as the API says it.
struct NotifyPlan {
    private let json: JSONValue

    init?(_ answer: JSONValue) {
        guard let plan = answer["plan"], plan["recipients"]?.intValue != nil else { return nil }
        json = plan
    }

    /// For people.
    var text: String {
        var rows = [("recipients", grouped(json["recipients"]?.intValue ?? 0))]
        for (name, count) in json["skipped"]?.objectValue ?? [:] {
            rows.append(("skipped", "\(grouped(count.intValue ?? 0)) × \(oneLine(name))"))
        }
        rows.append(("requests", grouped(json["requests"]?.intValue ?? 0)))
        if let seconds = json["estimatedSeconds"]?.doubleValue, seconds.isFinite {
            rows.append(("takes", "about \(spelled(.seconds(min(max(seconds, 0), 1e9))))"))
        }
        if let bytes = json["largestBytes"]?.intValue { rows.append(("largest", "\(grouped(bytes)) bytes")) }
        let warnings = json["warnings"]?.arrayValue ?? []
        return rows.map { "\($0.0.padded(to: 14))\($0.1)\n" }.joined()
            + warnings.map { "warning: \(oneLine($0.stringValue ?? $0.text()))\n" }.joined()
    }
}

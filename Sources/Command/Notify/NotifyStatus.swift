import JSONKit

/// Where a notification stands, as the API says it. What this version does not know of stays in ``json``.
struct NotifyStatus: Sendable, Hashable {
    let json: JSONValue
    let id: String
    let state: String
    let counts: Counts

    /// How many deliveries are in which state.
    struct Counts: Sendable, Hashable {
        var planned = 0
        var sending = 0
        var delivered = 0
        var failed = 0
        var skipped = 0
        var unknown = 0

        var total: Int { planned + sending + delivered + failed + skipped + unknown }
        var ended: Int { delivered + failed + skipped + unknown }
    }

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.stringValue, let state = json["state"]?.stringValue else { return nil }
        self.json = json
        self.id = id
        self.state = state
        let count = { (name: String) in max(0, json["counts"]?[name]?.intValue ?? 0) }
        counts = Counts(
            planned: count("planned"), sending: count("sending"), delivered: count("delivered"),
            failed: count("failed"), skipped: count("skipped"), unknown: count("unknown"))
    }

    /// Whether nothing more happens by itself.
    var isOver: Bool { state == "done" || state == "cancelled" }

    /// What is wrong with it as a whole, for people.
    var problem: String? { json["problem"]?.stringValue.map(oneLine) }

    /// The end, in one line: `done: 998 of 1,000 delivered, 2 failed`.
    var summary: String {
        var parts = ["\(grouped(counts.delivered)) of \(grouped(counts.total)) delivered"]
        for (count, word) in [
            (counts.failed, "failed"), (counts.unknown, "unknown"), (counts.skipped, "skipped"),
            (counts.sending, "on the wire"), (counts.planned, "waiting"),
        ] where count > 0 {
            parts.append("\(grouped(count)) \(word)")
        }
        return "\(state): \(parts.joined(separator: ", "))" + (problem.map { "; \($0)" } ?? "")
    }

    /// All that is known, a line each.
    var table: String {
        var rows = [("id", id), ("state", state)]
        for (word, count) in [
            ("delivered", counts.delivered), ("failed", counts.failed), ("unknown", counts.unknown),
            ("skipped", counts.skipped), ("on the wire", counts.sending), ("waiting", counts.planned),
        ] where count > 0 || word == "delivered" {
            rows.append((word, "\(grouped(count)) of \(grouped(counts.total))"))
        }
        for (word, name) in [
            ("accepted", "createdAt"), ("ended", "finishedAt"), ("expected end", "estimatedCompletion"),
        ] {
            if let text = json[name]?.stringValue { rows.append((word, oneLine(text))) }
        }
        if let problem { rows.append(("problem", problem)) }
        return rows.map { "\($0.0.padded(to: 14))\($0.1)\n" }.joined()
    }
}

/// A number as people read it: `1,000`.
func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var parts: [Substring] = []
    while digits.count > 3 {
        parts.insert(digits.suffix(3), at: 0)
        digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits[...]] + parts).joined(separator: ",")
}

/// A time as people read it: `3 min 20 s`.
func spelled(_ duration: Duration) -> String {
    let seconds = Int((duration / .seconds(1)).rounded(.up))
    switch seconds {
    case ..<60: return "\(max(seconds, 0)) s"
    case ..<3600: return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
    default: return "\(seconds / 3600) h" + (seconds % 3600 < 60 ? "" : " \(seconds % 3600 / 60) min")
    }
}

extension String {
    /// With blanks behind it up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}

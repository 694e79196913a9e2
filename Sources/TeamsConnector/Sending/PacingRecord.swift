/// The windows of one scope as they are stored.
struct PacingRecord: Codable {
    let scope: PacingScope
    let windows: SlidingWindows
    let pausedUntil: Duration?

    init(scope: PacingScope, windows: SlidingWindows, pausedUntil: Duration?) {
        self.scope = scope
        self.windows = windows
        self.pausedUntil = pausedUntil
    }

    private enum CodingKeys: String, CodingKey {
        case kind, id, answers, unanswered, pausedUntil
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        scope = PacingScope(
            kind: try values.decode(PacingScope.Kind.self, forKey: .kind),
            id: try values.decode(String.self, forKey: .id))
        let answers = try values.decode([Int64].self, forKey: .answers)
        let unanswered = try values.decode(Int.self, forKey: .unanswered)
        guard zip(answers, answers.dropFirst()).allSatisfy({ $0 <= $1 }), (0...1_000_000).contains(unanswered)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .answers, in: values, debugDescription: "No pacer wrote these windows")
        }
        windows = SlidingWindows(
            scope.kind.limits, answers: answers.map { .nanoseconds($0) }, unanswered: unanswered)
        pausedUntil = try values.decodeIfPresent(Int64.self, forKey: .pausedUntil).map { .nanoseconds($0) }
    }

    /// Instants are written as nanoseconds.
    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(scope.kind, forKey: .kind)
        try values.encode(scope.id, forKey: .id)
        try values.encode(windows.remembered.map { nanoseconds($0) }, forKey: .answers)
        try values.encode(windows.unanswered, forKey: .unanswered)
        try values.encodeIfPresent(pausedUntil.map { nanoseconds($0) }, forKey: .pausedUntil)
    }
}

/// An instant in whole nanoseconds, never earlier than it is; within 292 years of the beginning.
private func nanoseconds(_ instant: Duration) -> Int64 {
    let (seconds, attoseconds) = instant.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = whole.addingReportingOverflow((attoseconds + 999_999_999) / 1_000_000_000)
    return overflow || carry ? (seconds < 0 ? .min : .max) : sum
}

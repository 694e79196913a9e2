internal import JSONKit

/// How often a limit refused a request.
struct LimitRefusals: Sendable, Hashable {
    var part = LimitPart.perTenant
    var limit = RateLimit(count: 1, seconds: 1)
    var times = 0
    var extras = JSONObject()
}

extension LimitRefusals: StoredRow {
    static let shape: RowShape<LimitRefusals> = [
        .required("part", \.part), .required("limit", \.limit), .count("times", \.times),
    ]
}

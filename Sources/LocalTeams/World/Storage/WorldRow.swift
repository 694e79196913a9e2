internal import JSONKit

/// The world's own row: its tenant, clock and counters. It is stored with each change.
struct WorldRow: Sendable, Hashable {
    var tenant = Workspace.Tenant()
    var clock = Workspace.Clock.Mode.real
    var now = Instant(milliseconds: 0)
    var counters = Counters()
    var ids = IDGenerator(state: 0)
    var extras = JSONObject()

    static let key = "world"
}

extension WorldRow: StoredRow {
    static let shape: RowShape<WorldRow> = [
        .required("tenant", \.tenant), .required("clock", \.clock), .required("now", \.now),
        .count("serial", \.counters.serial), .count("stream", \.counters.stream), .count("ledger", \.counters.ledger),
        .required("message", \.counters.message), .required("ids", \.ids),
    ]
}

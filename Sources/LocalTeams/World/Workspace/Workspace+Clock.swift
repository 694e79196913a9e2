internal import JSONKit

extension Workspace {
    struct Clock: Sendable, Hashable {
        enum Mode: String, WireChoice { case real, virtual }
        var mode: Mode = .real
        /// What a virtual clock shows. Without it: the time at the start.
        var now: Instant?
        var extras = JSONObject()
    }
}

extension Workspace.Clock: StoredRow {
    static let shape: RowShape<Self> = [.written("mode", \.mode), .optional("now", \.writtenNow)]

    private var writtenNow: Instant.Written? {
        get { now?.written }
        set { now = newValue?.instant }
    }
}

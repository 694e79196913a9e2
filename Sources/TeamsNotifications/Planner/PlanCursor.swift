/// Where planning stands: in which source of the audience, and how far in it. Stored as `2:4711`.
struct PlanCursor: Sendable, Hashable, Comparable {
    var source = 0
    /// The last place of rows, or how many of a list have been looked at.
    var place: Int64 = 0

    init(source: Int = 0, place: Int64 = 0) {
        self.source = source
        self.place = place
    }

    /// The beginning for what is no cursor.
    init(_ text: String?) {
        let parts = text?.split(separator: ":") ?? []
        guard parts.count == 2, let source = Int(parts[0]), let place = Int64(parts[1]), source >= 0, place >= 0
        else { return }
        self.source = source
        self.place = place
    }

    var text: String { "\(source):\(place)" }

    static func < (left: PlanCursor, right: PlanCursor) -> Bool {
        (left.source, left.place) < (right.source, right.place)
    }
}

internal import JSONKit

/// What an entry of somebody's activity feed is known by: a number that rises with each entry of all people.
struct FeedID: RawRepresentable, Hashable, Sendable, Comparable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }

    /// The number that an id writes; nil for what can be no id.
    init?(id: String) {
        guard let number = Int(id), number > 0, String(number) == id else { return nil }
        rawValue = number
    }

    static func < (left: FeedID, right: FeedID) -> Bool { left.rawValue < right.rawValue }

    /// As the control plane shows it.
    var id: String { String(rawValue) }
}

extension FeedID: RecordKey, RowValue {
    var recordKey: String { id }

    init(json: JSONValue) throws(WireError) { rawValue = try RowCount(json: json).rawValue }
    var json: JSONValue { rawValue.json }
}

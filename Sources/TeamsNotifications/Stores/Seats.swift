internal import SQLCore

/// Which targets an occurrence has already, for deliveries that are about to be added.
///
/// A delivery's seat is a number made of its occurrence and its place in the registry, or of its target where that is
/// not known: those of one occurrence stand together, and of known conversations in the order in which they are
/// planned, so that thousands of them touch few pages and are asked for at once. Two targets may have the same seat.
struct Seats {
    /// The seats of the deliveries, in their order.
    let numbers: [Int64]
    private let row: NotificationRow
    /// Those of which all that is taken is known.
    private var range: ClosedRange<Int64>?
    /// Targets that the occurrence has, or gets with these deliveries.
    private var taken: Set<String> = []

    init(
        of deliveries: [NewDelivery], in row: NotificationRow, on connection: borrowing Connection
    ) throws(StoreError) {
        numbers = deliveries.map { Self.seat(of: $0, in: row) }
        self.row = row
        guard let first = numbers.min(), let last = numbers.max(), last - first < 4 * Int64(numbers.count) else {
            return
        }
        range = first...last
        let rows = try connection.query(
            """
            SELECT target FROM delivery\(connection.dialect.indexed(by: "delivery_seat"))
            WHERE seat BETWEEN ? AND ? AND notification = ? AND occurrence = ?
            """,
            [.integer(first), .integer(last), .integer(row.number), SQLValue(row.occurrence)])
        for row in rows { taken.insert(try row.text(at: 0)) }
    }

    /// Takes the seat for a target. - Returns: false when the occurrence has that target.
    mutating func take(
        _ seat: Int64, by target: String, on connection: borrowing Connection
    ) throws(StoreError) -> Bool {
        guard taken.insert(target).inserted else { return false }
        if let range, range.contains(seat) { return true }
        let rows = try connection.query(
            "SELECT notification, occurrence, target FROM delivery WHERE seat = ?", [.integer(seat)])
        return !rows.contains {
            $0[0] == .integer(row.number) && $0[1] == SQLValue(row.occurrence) && $0[2] == .text(target)
        }
    }

    private static func seat(of new: NewDelivery, in row: NotificationRow) -> Int64 {
        let group = UInt32(truncatingIfNeeded: row.number &+ Int64(row.occurrence) &* 7919) >> 1
        let place = new.registryPlace.flatMap { UInt32(exactly: $0) } ?? .max
        let hashed = UInt32(1) << 31
        let number = place < hashed ? place : UInt32(truncatingIfNeeded: new.target.key.stableHash) | hashed
        return Int64(group) << 32 | Int64(number)
    }
}

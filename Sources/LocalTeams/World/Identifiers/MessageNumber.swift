internal import JSONKit

/// The number of a message: epoch milliseconds, which rise strictly. Its decimal text is the message's id.
struct MessageNumber: RawRepresentable, Hashable, Sendable, Comparable {
    let rawValue: Int64

    init(rawValue: Int64) { self.rawValue = rawValue }

    /// The number that an id writes; nil for what can be no id.
    init?(id: String) {
        guard let number = Int64(id), number > 0, String(number) == id else { return nil }
        rawValue = number
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Before all messages.
    static let none = MessageNumber(rawValue: 0)

    /// The message's id.
    var id: String { String(rawValue) }
}

extension MessageNumber: CustomStringConvertible {
    var description: String { id }
}

extension MessageNumber: ExpressibleByIntegerLiteral {
    init(integerLiteral value: Int64) { rawValue = value }
}

/// As a row has it: bounded, so that counting on never ends the program.
extension MessageNumber: RowValue {
    init(json: JSONValue) throws(WireError) { rawValue = Int64(try RowCount(json: json).rawValue) }
    var json: JSONValue { .number(JSONNumber(rawValue)) }
}

/// The id of one activity in its conversation.
///
/// Messages have the epoch milliseconds of their creation, strictly increasing within a conversation; events and
/// invokes have `f:<guid>`.
public struct ActivityID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The number of a message's id, by which messages are ordered; nil for events and invokes.
    public var number: Int64? {
        guard let first = rawValue.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
            return nil
        }
        return Int64(rawValue)
    }

    /// Orders messages by their numbers, and all else after them by the written form.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left.number, right.number) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: left.rawValue < right.rawValue
        }
    }
}

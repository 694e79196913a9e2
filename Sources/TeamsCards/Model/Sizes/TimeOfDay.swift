public import JSONKit
internal import ServiceKit

/// A time of day, in no time zone.
public struct TimeOfDay: CardKind, Comparable, CustomStringConvertible {
    /// On the first day of 1970.
    private let time: CivilTime

    /// From 0 to 23.
    public var hour: Int { time.hour }
    /// From 0 to 59.
    public var minute: Int { time.minute }

    /// `nil` when there is no such time.
    public init?(hour: Int, minute: Int) {
        guard let time = CivilTime(year: 1970, month: 1, day: 1, hour: hour, minute: minute, second: 0) else {
            return nil
        }
        self.time = time
    }

    /// Reads `09:30`.
    public init?(_ text: String) {
        guard let numbers = numbers(in: text, of: [2, 2], between: ":") else { return nil }
        self.init(hour: numbers[0], minute: numbers[1])
    }

    public init(json: JSONValue) throws(WireError) {
        guard let time = TimeOfDay(try String(json: json)) else {
            throw WireError(expected: CardForm.time.words, found: json)
        }
        self = time
    }

    public var json: JSONValue { .string(description) }
    public var description: String { "\(padded(hour, 2)):\(padded(minute, 2))" }
    public static var kind: CardValueKind { .size([], or: [.time]) }
    public static func < (left: Self, right: Self) -> Bool { left.time < right.time }
}

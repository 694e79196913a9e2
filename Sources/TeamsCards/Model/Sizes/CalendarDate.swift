public import JSONKit
internal import ServiceKit

/// A day of the Gregorian calendar, in no time zone.
public struct CalendarDate: CardKind, Comparable, CustomStringConvertible {
    private let date: CivilDate

    /// The year.
    public var year: Int { date.year }
    /// The month, from 1.
    public var month: Int { date.month }
    /// The day of the month, from 1.
    public var day: Int { date.day }

    /// `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), let date = CivilDate(year: year, month: month, day: day) else { return nil }
        self.date = date
    }

    /// Reads `2026-11-20`.
    public init?(_ text: String) {
        guard let numbers = numbers(in: text, of: [4, 2, 2], between: "-") else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    public init(json: JSONValue) throws(WireError) {
        guard let date = CalendarDate(try String(json: json)) else {
            throw WireError(expected: CardForm.date.words, found: json)
        }
        self = date
    }

    public var json: JSONValue { .string(description) }
    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    public static var kind: CardValueKind { .size([], or: [.date]) }
    public static func < (left: Self, right: Self) -> Bool { left.date < right.date }
}

/// The numbers of a text that is written with so many digits each: `[2026, 11, 20]` in `2026-11-20`.
func numbers(in text: String, of widths: [Int], between separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == widths else { return nil }
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
    return numbers.count == widths.count ? numbers : nil
}

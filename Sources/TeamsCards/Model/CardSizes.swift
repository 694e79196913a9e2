public import JSONKit

/// How much height an element takes.
public struct BlockHeight: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) { self.json = .string(try String(json: json)) }
    private init(_ text: String) { json = .string(text) }

    /// As much as it needs.
    public static let auto = BlockHeight("auto")
    /// All there is.
    public static let stretch = BlockHeight("stretch")
    /// So many pixels. Pictures only.
    public static func pixels(_ count: Int) -> BlockHeight { BlockHeight("\(count)px") }

    public static var kind: CardValueKind { .size(["auto", "stretch"], or: "a number of pixels such as 80px") }
}

/// The width of a picture.
public struct PixelSize: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) { self.json = .string(try String(json: json)) }

    /// So many pixels.
    public static func pixels(_ count: Int) -> PixelSize { PixelSize(text: "\(count)px") }
    private init(text: String) { json = .string(text) }

    public static var kind: CardValueKind { .size(["auto", "stretch"], or: "a number of pixels such as 80px") }
}

/// The width of a column.
public struct ColumnWidth: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) {
        switch json {
        case .string, .number: self.json = json
        default: throw WireError(expected: "a width", found: json)
        }
    }
    private init(_ json: JSONValue) { self.json = json }

    /// As wide as its content.
    public static let auto = ColumnWidth("auto")
    /// An equal share of what the others leave.
    public static let stretch = ColumnWidth("stretch")
    /// A share: two of weight 1 and one of weight 2 take a quarter, a quarter and a half.
    public static func weight(_ weight: Int) -> ColumnWidth { ColumnWidth(JSONValue(weight)) }
    /// So many pixels.
    public static func pixels(_ count: Int) -> ColumnWidth { ColumnWidth(.string("\(count)px")) }

    public static var kind: CardValueKind {
        .size(["auto", "stretch"], or: "a weight such as 2, or a number of pixels such as 80px")
    }
}

/// A day of the Gregorian calendar, in no time zone.
public struct CalendarDate: CardKind, Comparable, CustomStringConvertible {
    /// The year.
    public let year: Int
    /// The month, from 1.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-11-20`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let numbers = wholeNumbers(parts) else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    public init(json: JSONValue) throws(WireError) {
        guard let date = CalendarDate(try String(json: json)) else {
            throw WireError(expected: "a date such as 2026-11-20", found: json)
        }
        self = date
    }

    public var json: JSONValue { .string(description) }
    public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }
    public static var kind: CardValueKind { .size([], or: "a date such as 2026-11-20") }
    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// A time of day, in no time zone.
public struct TimeOfDay: CardKind, Comparable, CustomStringConvertible {
    /// From 0 to 23.
    public let hour: Int
    /// From 0 to 59.
    public let minute: Int

    /// `nil` when there is no such time.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// Reads `09:30`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], let numbers = wholeNumbers(parts) else { return nil }
        self.init(hour: numbers[0], minute: numbers[1])
    }

    public init(json: JSONValue) throws(WireError) {
        guard let time = TimeOfDay(try String(json: json)) else {
            throw WireError(expected: "a time such as 09:30", found: json)
        }
        self = time
    }

    public var json: JSONValue { .string(description) }
    public var description: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }
    public static var kind: CardValueKind { .size([], or: "a time such as 09:30") }
    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

private func wholeNumbers(_ parts: [Substring]) -> [Int]? {
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
    return numbers.count == parts.count ? numbers : nil
}

private func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

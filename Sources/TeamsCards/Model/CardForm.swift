public import JSONKit

/// A form that a value of a card can have.
public enum CardForm: Sendable, Hashable {
    /// `80px`.
    case pixels
    /// A number of per cent.
    case percent
    /// A share of what is there, as a number or a text.
    case weight
    /// `2026-11-20`.
    case date
    /// `09:30`.
    case time

    /// The form, for people.
    public var words: String {
        switch self {
        case .pixels: "a number of pixels such as 80px"
        case .percent: "a percentage such as 40"
        case .weight: "a weight such as 2"
        case .date: "a date such as 2026-11-20"
        case .time: "a time such as 09:30"
        }
    }

    /// Whether `value` has the form.
    public func fits(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.pixels, .string(let text)): Self.isPixels(text)
        case (.percent, .number(let number)): number.double > 0 && number.double <= 100
        case (.weight, .number(let number)): number.double > 0
        case (.weight, .string(let text)): Self.isDecimal(text[...]) && Double(text) != 0
        case (.date, .string(let text)): text.isEmpty || CalendarDate(text) != nil
        case (.time, .string(let text)): text.isEmpty || TimeOfDay(text) != nil
        default: false
        }
    }

    /// Digits, and perhaps a point between them.
    private static func isDecimal(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") } && Double(text) != nil
    }

    private static func isPixels(_ text: String) -> Bool {
        text.hasSuffix("px") && isDecimal(text.dropLast(2))
    }
}

public import JSONKit

/// Properties of what a person fills in or chooses.
public protocol InputProperties: ElementProperties where Common == InputCommon {
    /// What its value is in Swift.
    associatedtype Value: Sendable
    /// Reads a submitted text. `nil` when it is no such value.
    func value(of text: String) -> Value?
    /// The value, for people: `a date such as 2026-11-20`.
    var expected: String { get }
}

extension InputTextProperties {
    public func value(of text: String) -> String? { text }
    public var expected: String { "a text" }
}
extension InputNumberProperties {
    public func value(of text: String) -> Double? {
        Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
    }
    public var expected: String { "a number" }
}
extension InputDateProperties {
    public func value(of text: String) -> CalendarDate? { CalendarDate(text) }
    public var expected: String { "a date such as 2026-11-20" }
}
extension InputTimeProperties {
    public func value(of text: String) -> TimeOfDay? { TimeOfDay(text) }
    public var expected: String { "a time such as 09:30" }
}
extension InputToggleProperties {
    public func value(of text: String) -> Bool? {
        switch text {
        case valueOn ?? "true": true
        case valueOff ?? "false": false
        default: nil
        }
    }
    public var expected: String { "\(valueOn ?? "true") or \(valueOff ?? "false")" }
}
extension InputChoiceSetProperties {
    public func value(of text: String) -> String? { text }
    public var expected: String { "a choice" }
}
extension InputMultiChoiceSetProperties {
    public func value(of text: String) -> [String]? { text.isEmpty ? [] : text.split(separator: ",").map(String.init) }
    public var expected: String { "choices joined by commas" }
}
extension InputRatingProperties {
    public func value(of text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
    public var expected: String { "a number of stars" }
}

/// What a person submitted with a card: the values of its inputs, merged over the action's data.
public struct CardSubmission: Sendable, Hashable {
    /// All that was submitted, by name. Values of inputs are texts.
    public let data: JSONObject

    /// The `value` of a message, or the `data` of an action.
    public init(_ data: JSONObject) { self.data = data }

    /// The value of an input. `nil` when it was not submitted, was left empty where empty is no value, or is not what
    /// the input takes.
    public subscript<Properties: InputProperties>(input: CardNode<Properties>) -> Properties.Value? {
        try? value(of: input)
    }

    /// The value of an input that must be there.
    ///
    /// - Throws: ``CardSubmissionError`` with the id of the input and what was expected.
    public func value<Properties: InputProperties>(
        of input: CardNode<Properties>
    ) throws(CardSubmissionError) -> Properties.Value {
        let id = input.common.id ?? ""
        // Clients send texts; numbers and booleans of the data object may come as they are.
        let text: String? =
            switch data[id] {
            case .string(let text)?: text
            case .number(let number)?: number.description
            case .bool(let value)?: String(value)
            default: nil
            }
        guard let text else {
            throw CardSubmissionError(input: id, expected: input.properties.expected, found: nil)
        }
        guard let value = input.properties.value(of: text) else {
            throw CardSubmissionError(input: id, expected: input.properties.expected, found: String(text.prefix(80)))
        }
        return value
    }
}

/// An input whose submitted value is missing or not what the input takes.
public struct CardSubmissionError: Error, Hashable, CustomStringConvertible {
    /// The id of the input.
    public let input: String
    /// What was expected, for people.
    public let expected: String
    /// What came, cut after 80 characters; `nil` when nothing came.
    public let found: String?

    public var description: String {
        "the input \(input) has \(found.map { "the value \"\($0)\"" } ?? "no value"): expected \(expected)"
    }
}

public import Foundation
public import JSONKit

/// What an expression yields.
public enum ExpressionValue: Sendable, Hashable {
    /// Nothing: a name that the data lacks.
    case undefined
    /// A value that JSON has.
    case json(JSONValue)
    /// Bytes, of `binary` and its like.
    case bytes([UInt8])
    /// An instant, where the data was given one instead of its text.
    case date(Date)
    /// A time expression such as `XXXX-12-24`, where the data was given one instead of its text.
    case timex(String)
}

typealias Value = ExpressionValue

extension ExpressionValue {
    static let null = Value.json(.null)
    static let empty = Value.json(.string(""))

    static func bool(_ value: Bool) -> Value { .json(.bool(value)) }
    static func int(_ value: Int) -> Value { .json(.number(JSONNumber(value))) }
    static func string(_ value: String) -> Value { .json(.string(value)) }
    static func array(_ value: [JSONValue]) -> Value { .json(.array(value)) }
    static func object(_ value: JSONObject) -> Value { .json(.object(value)) }

    /// A number, if it is one that JSON can write.
    static func double(_ value: Double) throws(Failure) -> Value {
        guard value.isFinite else { throw .range("the result is too large, or not a number") }
        return .json(.number(JSONNumber(value)))
    }

    /// Whether there is no value at all.
    package var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    /// Whether there is nothing: undefined, or `null`.
    package var isNothing: Bool {
        switch self {
        case .undefined, .json(.null): true
        default: false
        }
    }

    /// What counts as true: everything but `false` and nothing. So 0 and the empty text do.
    var isTrue: Bool {
        if case .json(.bool(let value)) = self { value } else { !isNothing }
    }

    /// The value as an element of an array or a member of an object.
    package var asJSON: JSONValue {
        switch self {
        case .undefined: .null
        case .json(let value): value
        case .bytes(let bytes): .array(bytes.map { .number(JSONNumber(Int($0))) })
        case .date(let date): .string(Timestamp(date)?.iso ?? "")
        case .timex(let text): .string(text)
        }
    }

    /// The kind of the value, for errors.
    package var kind: String {
        switch self {
        case .undefined: "nothing"
        case .json(.null): "null"
        case .json(.bool(let value)): String(value)
        case .json(.number(let value)): "the number \(value)"
        case .json(.string(let value)): value.utf8.count <= 40 ? "the text '\(value)'" : "a text"
        case .json(.array): "an array"
        case .json(.object): "an object"
        case .bytes: "bytes"
        case .date: "an instant"
        case .timex: "a time expression"
        }
    }

    /// The value as part of a text: numbers and texts as they are, arrays and objects as JSON, nothing as no text.
    package var text: String {
        switch self {
        case .undefined, .json(.null): ""
        case .json(.string(let value)): value
        case .json(.bool(let value)): value ? "true" : "false"
        case .json(.number(let value)): value.plain ?? value.shortest
        case .json(let value): value.text()
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .date(let date): Timestamp(date)?.iso ?? ""
        case .timex(let text): text
        }
    }

    /// Equal without coercion; nothing equals nothing.
    func equals(_ other: Value) -> Bool {
        if isNothing || other.isNothing { return isNothing && other.isNothing }
        switch (self, other) {
        case (.json(.number(let left)), .json(.number(let right))):
            return left == right || abs(left.double - right.double) < .ulpOfOne
        case (.json(let left), .json(let right)): return left == right
        case (.timex(let left), .timex(let right)): return left.hasSameBytes(as: right)
        default: return self == other
        }
    }
}

extension ExpressionValue {
    /// The value with numbers that have no fraction written without a point: what an expression computed goes out like
    /// this.
    var normalized: Value {
        guard case .json(.number(let number)) = self, !number.isInteger, abs(number.double) < 9_007_199_254_740_992,
            let whole = number.int
        else { return self }
        return .int(whole)
    }
}

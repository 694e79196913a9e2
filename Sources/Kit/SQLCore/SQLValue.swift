/// A value in a row, or for a place in a statement.
package enum SQLValue: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// Text.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// A whole number, or none.
    package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    /// A text, or none.
    package init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    /// A number, or none.
    package init(_ value: Double?) { self = value.map { .real($0) } ?? .null }
    /// Bytes, or none.
    package init(_ value: [UInt8]?) { self = value.map { .blob($0) } ?? .null }
    /// 1 or 0.
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }

    /// Whether there is no value.
    package var isNull: Bool { self == .null }
    /// The whole number, or `nil` for anything else.
    package var intValue: Int? {
        if case .integer(let value) = self { Int(exactly: value) } else { nil }
    }
    /// The number, whole or not, or `nil` for anything else.
    package var doubleValue: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    /// The text, or `nil` for anything else.
    package var stringValue: String? {
        if case .text(let value) = self { value } else { nil }
    }
    /// The bytes, or `nil` for anything else.
    package var bytesValue: [UInt8]? {
        if case .blob(let value) = self { value } else { nil }
    }
    /// Whether the whole number is not 0, or `nil` for anything else.
    package var boolValue: Bool? { intValue.map { $0 != 0 } }
}

extension SQLValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// No value.
    package init(nilLiteral: ()) { self = .null }
    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    package init(floatLiteral value: Double) { self = .real(value) }
    /// A text.
    package init(stringLiteral value: String) { self = .text(value) }
    /// 1 or 0.
    package init(booleanLiteral value: Bool) { self = .integer(value ? 1 : 0) }
}

/// A value in a row, or for a place in a statement.
public enum SQLiteValue: Sendable, Hashable {
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
    public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    /// A text, or none.
    public init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    /// A number, or none.
    public init(_ value: Double?) { self = value.map { .real($0) } ?? .null }
    /// Bytes, or none.
    public init(_ value: [UInt8]?) { self = value.map { .blob($0) } ?? .null }
    /// 1 or 0.
    public init(_ value: Bool) { self = .integer(value ? 1 : 0) }

    /// Whether there is no value.
    public var isNull: Bool { self == .null }
    /// The whole number, or `nil` for anything else.
    public var intValue: Int? {
        if case .integer(let value) = self { Int(exactly: value) } else { nil }
    }
    /// The number, whole or not, or `nil` for anything else.
    public var doubleValue: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    /// The text, or `nil` for anything else.
    public var stringValue: String? {
        if case .text(let value) = self { value } else { nil }
    }
    /// The bytes, or `nil` for anything else.
    public var bytesValue: [UInt8]? {
        if case .blob(let value) = self { value } else { nil }
    }
    /// Whether the whole number is not 0, or `nil` for anything else.
    public var boolValue: Bool? { intValue.map { $0 != 0 } }
}

extension SQLiteValue: ExpressibleByNilLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// No value.
    public init(nilLiteral: ()) { self = .null }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// 1 or 0.
    public init(booleanLiteral value: Bool) { self = .integer(value ? 1 : 0) }
}

/// A row of a query's result.
public struct Row: Sendable, Hashable {
    /// The names of the columns, in order.
    public let columns: [String]
    /// The values, in order of the columns.
    public let values: [SQLiteValue]

    /// The value of the column at `index`, from 0.
    public subscript(index: Int) -> SQLiteValue { values[index] }

    /// The value of a column. Asking for a column that the query does not have is a defect.
    public subscript(name: String) -> SQLiteValue {
        guard let index = columns.firstIndex(of: name) else { preconditionFailure("the query has no column \(name)") }
        return values[index]
    }
}

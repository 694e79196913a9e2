/// A JSON number. JSON sets no bounds to its numbers: one that neither `Int64`, `UInt64` nor `Double` can hold is kept
/// as it was written.
public struct JSONNumber: Sendable {
    enum Storage: Sendable {
        case integer(Int64)
        case unsigned(UInt64)
        case double(Double)
        case literal(String)
    }
    let storage: Storage

    init(storage: Storage) { self.storage = storage }

    /// A whole number.
    public init(_ value: Int) { storage = .integer(Int64(value)) }
    /// A whole number.
    public init(_ value: Int64) { storage = .integer(value) }
    /// A whole number.
    public init(_ value: UInt64) {
        storage = Int64(exactly: value).map(Storage.integer) ?? .unsigned(value)
    }
    /// A number that is written with a point or an exponent. JSON has no infinity and no "not a number": they are
    /// written as `null`.
    public init(_ value: Double) { storage = .double(value) }

    /// The value, when it has no fraction and fits.
    public var int64: Int64? {
        switch storage {
        case .integer(let value): value
        case .unsigned, .literal: nil
        case .double(let value): Int64(exactly: value)
        }
    }

    /// The value, when it has no fraction and fits.
    public var int: Int? { int64.flatMap(Int.init(exactly:)) }

    /// The value, rounded to the nearest `Double`; infinite when it is too large for one.
    public var double: Double {
        switch storage {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        case .literal(let text): Double(text) ?? .infinity
        }
    }

    /// Whether it is written without a point and without an exponent.
    public var isInteger: Bool {
        switch storage {
        case .integer, .unsigned: true
        case .double: false
        case .literal(let text): !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        }
    }
}

extension JSONNumber: Hashable {
    /// What two numbers of one value have in common.
    private enum Canonical: Hashable {
        case integer(Int64)
        case unsigned(UInt64)
        case double(Double)
        case literal(String)
    }

    private var canonical: Canonical {
        switch storage {
        case .integer(let value): .integer(value)
        case .unsigned(let value): .unsigned(value)
        case .double(let value):
            Int64(exactly: value).map(Canonical.integer) ?? UInt64(exactly: value).map(Canonical.unsigned)
                ?? .double(value)
        case .literal(let text): .literal(text)
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.canonical == right.canonical }
    public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

extension JSONNumber: CustomStringConvertible, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// The number as JSON text.
    public var description: String {
        switch storage {
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .double(let value): value.isFinite ? value.description : "null"
        case .literal(let text): text
        }
    }

    public init(integerLiteral value: Int64) { self.init(value) }
    public init(floatLiteral value: Double) { self.init(value) }
}

/// A set of known names that may grow: a name that nobody knows yet is a value too, and survives a round trip. Two are
/// equal when their names have the same bytes.
public protocol OpenEnum: WireValue, RawRepresentable<String>, ExpressibleByStringLiteral, Codable,
    CustomStringConvertible
{
    /// A value of this name, known or not.
    init(rawValue: String)
}

extension OpenEnum {
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    @inlinable
    public init(json: JSONValue) throws(WireError) { self.init(rawValue: try String(json: json)) }
    @inlinable
    public var json: JSONValue { .string(rawValue) }

    public init(from decoder: any Decoder) throws { self.init(rawValue: try String(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }

    public var description: String { rawValue }

    public static func == (left: Self, right: Self) -> Bool { left.rawValue.hasSameBytes(as: right.rawValue) }
    public static func != (left: Self, right: Self) -> Bool { !left.rawValue.hasSameBytes(as: right.rawValue) }
}

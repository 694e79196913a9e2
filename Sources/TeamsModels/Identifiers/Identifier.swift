public import JSONKit

/// An id of the protocol as a type of its own, so that a message's id cannot stand where a team's id belongs.
///
/// Ids are opaque: only their prefixes mean anything, and equality is of the written form.
public protocol Identifier: WireValue, Codable, Comparable, RawRepresentable<String>, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// Takes the id as it is written on the wire.
    init(rawValue: String)
}

extension Identifier {
    /// Takes the id as it is written on the wire.
    public init(_ text: String) { self.init(rawValue: text) }

    /// Takes the id as it is written on the wire.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// Reads a JSON string. Throws for any other JSON value.
    public init(json: JSONValue) throws(WireError) { self.init(rawValue: try String(json: json)) }

    /// The id as a JSON string.
    public var json: JSONValue { .string(rawValue) }

    /// The id as it is written on the wire.
    public var description: String { rawValue }

    /// Whether nothing is written at all: such an id names nothing.
    public var isEmpty: Bool { rawValue.isEmpty }

    /// Orders by the written form.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

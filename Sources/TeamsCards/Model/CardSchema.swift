public import JSONKit

/// A version of the Adaptive Cards schema.
public struct CardVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number before the point.
    public let major: Int
    /// The number behind the point.
    public let minor: Int

    /// `major.minor`.
    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.5`. `nil` for anything that is not two whole numbers with a point between them.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = UInt16(parts[0]), let minor = UInt16(parts[1]) else { return nil }
        self.init(Int(major), Int(minor))
    }

    /// The newest version that Teams documents.
    public static let teams = CardVersion(1, 5)

    public static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
    public var description: String { "\(major).\(minor)" }
}

/// What may stand as the value of a property.
public indirect enum CardValueKind: Sendable, Hashable {
    /// A text.
    case text
    /// `true` or `false`.
    case boolean
    /// A number without a fraction.
    case integer
    /// A number.
    case number
    /// One of these names, whatever their case.
    case name([String])
    /// One of these names, or a form that this says in words (`a number of pixels such as 80px`).
    case size([String], or: String)
    /// Any JSON object.
    case object
    /// Anything.
    case any
    /// An element of a card.
    case element
    /// An action of a card.
    case action
    /// An object whose properties are those of this type; `type` need not be written.
    case implied(String)
    /// A list.
    case list(CardValueKind)
}

/// A value of a card whose kind the schema knows.
public protocol CardKind: WireValue {
    /// What may stand there.
    static var kind: CardValueKind { get }
}

extension String: CardKind { public static var kind: CardValueKind { .text } }
extension Bool: CardKind { public static var kind: CardValueKind { .boolean } }
extension Int: CardKind { public static var kind: CardValueKind { .integer } }
extension Double: CardKind { public static var kind: CardValueKind { .number } }
extension JSONValue: CardKind { public static var kind: CardValueKind { .any } }
extension JSONObject: CardKind { public static var kind: CardValueKind { .object } }
extension Array: CardKind where Element: CardKind { public static var kind: CardValueKind { .list(Element.kind) } }

/// A property of an element as the schema describes it.
public struct CardProperty: Sendable, Hashable {
    /// The name on the wire.
    public let name: String
    /// What may stand there.
    public let kind: CardValueKind
    /// The version that brought it. `nil`: Teams renders it, no version has it.
    public let since: CardVersion?
    /// Whether an element without it is refused.
    public let isRequired: Bool
}

/// The properties of one type: each wire name once, with the property of `Root` that it fills and the rule for its
/// value.
public struct CardSchema<Root>: Sendable, ExpressibleByArrayLiteral {
    let properties: [CardProperty]
    let wire: WireMembers<Root>

    /// One line of the table.
    public struct Member: Sendable {
        let property: CardProperty
        let member: WireMember<Root>

        /// `name` fills `path`.
        public init<Value: CardKind>(
            _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable,
            since: CardVersion? = CardVersion(1, 0),
            required: Bool = false, aliases: [String] = []
        ) {
            property = CardProperty(name: name, kind: Value.kind, since: since, isRequired: required)
            member = WireMember(name, path, aliases: aliases)
        }
    }

    public init(arrayLiteral elements: Member...) {
        properties = elements.map(\.property)
        wire = WireMembers(elements.map(\.member))
    }
}

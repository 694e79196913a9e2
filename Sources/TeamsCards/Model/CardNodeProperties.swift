public import JSONKit

/// The properties of one type of element, action or part of a card.
public protocol CardNodeProperties: WireObject {
    /// The properties that it shares with the types that are like it.
    associatedtype Shared: CardCommon = NoCommon
    /// The properties that it shares with its kind.
    associatedtype Common: CardCommon = NoCommon
    /// The name of the type on the wire: `TextBlock`.
    static var type: String { get }
    /// The version that brought the type. `nil`: Teams renders it, no version has it.
    static var since: CardVersion? { get }
    /// The table of its own properties.
    static var schema: CardSchema<Self> { get }
    /// Which of the shared properties it is refused without.
    static var requiredOfShared: Set<String> { get }
    /// Which of the shared properties it has not.
    static var missingOfShared: Set<String> { get }
    /// Whether its JSON names the people whom the texts inside mention: a card's does.
    static var writesMentions: Bool { get }
}

extension CardNodeProperties {
    public static var members: WireMembers<Self> { schema.wire }
    public static var since: CardVersion? { CardVersion(1, 0) }
    public static var requiredOfShared: Set<String> { [] }
    public static var missingOfShared: Set<String> { [] }
    public static var writesMentions: Bool { false }
}

/// Properties that several types have in common.
public protocol CardCommon: WireObject {
    /// The table of the shared properties.
    static var schema: CardSchema<Self> { get }
}

extension CardCommon {
    public static var members: WireMembers<Self> { schema.wire }
}

/// Nothing: this part of a card shares no property with another.
public struct NoCommon: CardCommon {
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<NoCommon> = []
}

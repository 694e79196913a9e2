internal import JSONKit

/// A property of an element as the schema describes it.
public struct CardProperty: Sendable, Hashable {
    /// The name on the wire.
    public let name: String
    /// What may stand there.
    public let kind: CardValueKind
    /// The version that brought it, or one that is not later than its type. `nil`: Teams renders it, no version has it.
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

        /// `name` fills `path`. `kind` is what may stand there, where the type of the property says too much or too
        /// little.
        public init<Value: CardKind>(
            _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable,
            since: CardVersion? = CardVersion(1, 0), required: Bool = false, kind: CardValueKind = Value.kind
        ) {
            property = CardProperty(name: name, kind: kind, since: since, isRequired: required)
            member = WireMember(name, path)
        }
    }

    public init(arrayLiteral elements: Member...) {
        properties = elements.map(\.property)
        wire = WireMembers(elements.map(\.member))
    }
}

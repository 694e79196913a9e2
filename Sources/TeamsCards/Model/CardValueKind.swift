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
    case name([CardName])
    /// One of these words, or one of these forms.
    case size([String], or: [CardForm])
    /// Any JSON object.
    case object
    /// Anything.
    case any
    /// An element of a card.
    case element
    /// An action of a card.
    case action
    /// What stands in for an element or an action: another one, or `drop`.
    case fallback
    /// An object whose properties are those of this type; `type` need not be written.
    case implied(String)
    /// An object of one of these types; its `type` says which.
    case typed([String])
    /// An object with names of one's own, whose values are all of this kind.
    case named(CardValueKind)
    /// A value of one of these kinds, which differ in their JSON type.
    case oneOf([CardValueKind])
    /// A list.
    case list(CardValueKind)
}

/// A name that the schema knows for a value, with the version that brought it.
public struct CardName: Sendable, Hashable {
    /// The name as Microsoft's pages write it.
    public let text: String
    /// The version that brought it. `nil`: Teams knows it, no version has it.
    public let since: CardVersion?

    /// A name that came with a version.
    public init(_ text: String, since: CardVersion? = CardVersion(1, 0)) {
        self.text = text
        self.since = since
    }
}

extension CardValueKind {
    /// The names of both.
    func or(_ other: CardValueKind) -> CardValueKind {
        guard case .name(let names) = self, case .name(let more) = other else { return .oneOf([self, other]) }
        return .name(names + more.filter { !names.contains($0) })
    }
}

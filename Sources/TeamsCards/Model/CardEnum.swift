public import JSONKit

/// One of a set of names that the card schema lists. A name that it does not list yet is kept as it came.
///
/// Adaptive Cards compare these names without regard to case: `Medium` is `medium`.
public protocol CardEnum: CardKind, RawRepresentable<String>, CaseIterable where AllCases == [Self] {
    /// A value of this name, known or not.
    init(rawValue: String)
    /// The names that came later than the first version, each with the version that brought it. `nil`: Teams knows it,
    /// no version has it.
    static var newer: [Self: CardVersion?] { get }
    /// Names that clients take and nobody has a use for.
    static var unsaid: [String] { get }
}

extension CardEnum {
    public static var newer: [Self: CardVersion?] { [:] }
    public static var unsaid: [String] { [] }

    public init(json: JSONValue) throws(WireError) { self.init(rawValue: try String(json: json)) }
    public var json: JSONValue { .string(rawValue) }

    public static var kind: CardValueKind {
        .name(
            allCases.map { CardName($0.rawValue, since: newer[$0] ?? CardVersion(1, 0)) } + unsaid.map { CardName($0) })
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue.lowercased().hasSameBytes(as: right.rawValue.lowercased())
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}

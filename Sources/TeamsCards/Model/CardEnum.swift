public import JSONKit

/// One of a set of names that the card schema lists. A name that it does not list yet is kept as it came.
///
/// Adaptive Cards compare these names without regard to case: `Medium` is `medium`.
public protocol CardEnum: CardKind, RawRepresentable<String>, CaseIterable where AllCases == [Self] {
    /// A value of this name, known or not.
    init(rawValue: String)
}

extension CardEnum {
    public init(json: JSONValue) throws(WireError) { self.init(rawValue: try String(json: json)) }
    public var json: JSONValue { .string(rawValue) }
    public static var kind: CardValueKind { .name(allCases.map(\.rawValue)) }

    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}

public import JSONKit

/// An object inside an element that has no type of its own.
public protocol CardPart: WireObject, CardKind {
    /// The table of its properties.
    static var schema: CardSchema<Self> { get }
    /// What it is called, for people.
    static var name: String { get }
}

extension CardPart {
    public static var name: String { String(describing: Self.self) }
    public static var members: WireMembers<Self> { schema.wire }
    public static var kind: CardValueKind { .implied(name) }

    /// Reads what it can: a member whose value is not what the schema says is kept among the ``extras``.
    public init(json: JSONValue) throws(WireError) { self.init(lenient: try JSONObject(json: json)) }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

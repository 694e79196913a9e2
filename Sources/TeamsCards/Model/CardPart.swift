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

    /// Sets a property: `TableColumn(width: .auto).setting(\.verticalCellContentAlignment, to: .top)`.
    public func setting<Value>(_ property: WritableKeyPath<Self, Value?>, to value: Value) -> Self {
        changed { $0[keyPath: property] = value }
    }

    /// Sets a property that this library has no name for.
    public func property(_ name: String, _ value: JSONValue) -> Self { changed { $0.extras[name] = value } }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

public import JSONKit

/// An object inside an element that has no type of its own.
public protocol CardPart: WireObject, CardKind {
    /// The table of its properties.
    static var schema: CardSchema<Self> { get }
}

extension CardPart {
    public static var members: WireMembers<Self> { schema.wire }
    public static var kind: CardValueKind { .implied(String(describing: Self.self)) }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Fact {
    /// `title` and its `value`, both with markdown.
    public init(_ title: String, _ value: String) {
        self.init()
        self.title = title
        self.value = value
    }
}

extension Choice {
    /// Shows `title` and submits `value`, or the title when no value is given.
    public init(_ title: String, value: String? = nil) {
        self.init()
        self.title = title
        self.value = value ?? title
    }
}

extension BackgroundImage {
    /// The picture at this address.
    public init(url: String, fillMode: FillMode? = nil) {
        self.init()
        self.url = url
        self.fillMode = fillMode
    }
}

extension TableColumn {
    /// A column of this width.
    public init(width: ColumnWidth) {
        self.init()
        self.width = width
    }
}

/// How a card brings itself up to date when it is shown.
/// - SeeAlso: at most ``Refresh/maxUserIDs`` people get it by themselves.
public struct Refresh: CardPart {
    /// The most people whose view is refreshed by itself.
    public static let maxUserIDs = 60

    /// The `Action.Execute` that asks for the card.
    public var action: Action.Execute?
    /// The people whose view is refreshed by itself. Absent: all, when the chat has 60 members or fewer. Empty: nobody,
    /// but everybody can ask.
    public var userIDs: [String]?
    /// When the card is out of date, in ISO 8601.
    public var expires: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// Asks with `action`, by itself for `userIDs`.
    public init(_ action: Action.Execute, userIDs: [String]? = nil) {
        self.action = action
        self.userIDs = userIDs
    }

    public static let schema: CardSchema<Refresh> = [
        .init("action", \.action, since: CardVersion(1, 4), required: true),
        .init("userIds", \.userIDs, since: CardVersion(1, 4)),
        .init("expires", \.expires, since: CardVersion(1, 6)),
    ]
}

/// Where the choices of an input come from while someone types.
public struct DataQuery: CardPart {
    /// Always `Data.Query`.
    public var type: String?
    /// The name that the bot gets, or `graph.microsoft.com/users` for people.
    public var dataset: String?
    /// How many choices are wanted.
    public var count: Int?
    /// How many have been shown.
    public var skip: Int?
    /// Whether the other inputs are sent along.
    public var associatedInputs: AssociatedInputs?
    public var extras: JSONObject = [:]

    public init() {}

    /// Asks the bot for the choices of `dataset`.
    public init(dataset: String) {
        type = "Data.Query"
        self.dataset = dataset
    }

    /// Everyone in the organisation, or those of the conversation. The value is the directory id.
    public static func people(inConversation: Bool = false) -> DataQuery {
        DataQuery(dataset: "graph.microsoft.com/users" + (inConversation ? "?scope=currentContext" : ""))
    }

    public static let schema: CardSchema<DataQuery> = [
        .init("type", \.type, since: CardVersion(1, 6), required: true),
        .init("dataset", \.dataset, since: CardVersion(1, 6), required: true),
        .init("count", \.count, since: CardVersion(1, 6)), .init("skip", \.skip, since: CardVersion(1, 6)),
        .init("associatedInputs", \.associatedInputs, since: nil),
    ]
}

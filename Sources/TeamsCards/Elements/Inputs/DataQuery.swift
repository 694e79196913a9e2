public import JSONKit

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

    public static let schema: CardSchema<Self> = [
        .init("type", \.type, required: true),
        .init("dataset", \.dataset, required: true),
        .init("count", \.count), .init("skip", \.skip),
        .init("associatedInputs", \.associatedInputs),
    ]
}

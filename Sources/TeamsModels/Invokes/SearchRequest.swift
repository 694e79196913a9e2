public import JSONKit

/// Somebody types into an input of a card whose choices the bot knows (`application/search`).
public struct SearchRequest: WireObject {
    /// `search`.
    public var kind: String?
    /// What was typed so far.
    public var queryText: String?
    /// Which of the choices are wanted.
    public var queryOptions: SearchOptions?
    /// Which choices: the `dataset` of the card's `Data.Query`.
    public var dataset: String?
    /// What stands in the card's other inputs, when the card asks for it.
    public var data: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SearchRequest> = [
        .init("kind", \.kind),
        .init("queryText", \.queryText),
        .init("queryOptions", \.queryOptions),
        .init("dataset", \.dataset),
        .init("data", \.data),
    ]
}

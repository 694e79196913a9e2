public import JSONKit

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

    public static let schema: CardSchema<Self> = [
        .init("action", \.action, required: true),
        .init("userIds", \.userIDs),
        .init("expires", \.expires, since: CardVersion(1, 6)),
    ]
}

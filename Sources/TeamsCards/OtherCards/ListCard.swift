public import JSONKit

/// A list with up to six buttons. Bots and webhooks only.
public struct ListCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.teams.card.list"

    /// The title.
    public var title: String?
    /// The lines.
    public var items: [ListCardItem]?
    /// The buttons.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("title", \.title),
        WireMember("items", \.items),
        WireMember("buttons", \.buttons),
    ]
}

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

    public static let members: WireMembers<ListCard> = [
        WireMember("title", \.title),
        WireMember("items", \.items),
        WireMember("buttons", \.buttons),
    ]
}

/// A line of a list card.
public struct ListCardItem: WireObject {
    /// What it is.
    public var type: ListCardItemType?
    /// The address of a file, or the id of a person.
    public var id: String?
    /// The address of a picture.
    public var icon: String?
    /// The title.
    public var title: String?
    /// A second line.
    public var subtitle: String?
    /// What happens when someone presses it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ListCardItem> = [
        WireMember("type", \.type),
        WireMember("id", \.id),
        WireMember("icon", \.icon),
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("tap", \.tap),
    ]
}

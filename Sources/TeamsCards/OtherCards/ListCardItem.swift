public import JSONKit

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

    public static let members: WireMembers<Self> = [
        WireMember("type", \.type),
        WireMember("id", \.id),
        WireMember("icon", \.icon),
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("tap", \.tap),
    ]
}

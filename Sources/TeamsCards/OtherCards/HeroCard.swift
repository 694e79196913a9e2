public import JSONKit

/// A card with a large picture, a title, a text and up to six buttons. Its texts take a subset of HTML.
public struct HeroCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.hero"

    /// The title.
    public var title: String?
    /// A second title.
    public var subtitle: String?
    /// The text.
    public var text: String?
    /// The picture.
    public var images: [CardImage]?
    /// The buttons.
    public var buttons: [CardButton]?
    /// What happens when someone presses anywhere on it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<HeroCard> = [
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("text", \.text),
        WireMember("images", \.images),
        WireMember("buttons", \.buttons),
        WireMember("tap", \.tap),
    ]
}

/// A card with a small picture, a title, a text and up to six buttons. Its texts take a subset of HTML.
public struct ThumbnailCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.thumbnail"

    /// The title.
    public var title: String?
    /// A second title.
    public var subtitle: String?
    /// The text.
    public var text: String?
    /// The picture, square.
    public var images: [CardImage]?
    /// The buttons.
    public var buttons: [CardButton]?
    /// What happens when someone presses anywhere on it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ThumbnailCard> = [
        WireMember("title", \.title),
        WireMember("subtitle", \.subtitle),
        WireMember("text", \.text),
        WireMember("images", \.images),
        WireMember("buttons", \.buttons),
        WireMember("tap", \.tap),
    ]
}

/// A picture of a card.
public struct CardImage: WireObject {
    /// Its address.
    public var url: String?
    /// What it shows, for people who do not see it.
    public var alt: String?
    /// What happens when someone presses it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<CardImage> = [
        WireMember("url", \.url),
        WireMember("alt", \.alt),
        WireMember("tap", \.tap),
    ]
}

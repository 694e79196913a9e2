public import JSONKit

/// A card of the older Office 365 connectors: at most 10 sections, each with 5 pictures and 5 actions.
public struct ConnectorCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.teams.card.o365connector"

    /// Always `MessageCard`.
    public var type: String?
    /// Always `http://schema.org/extensions`.
    public var context: String?
    /// What notifications show. Needed unless there is a text.
    public var summary: String?
    /// The title.
    public var title: String?
    /// The text.
    public var text: String?
    /// The colour of its edge: `0076D7`.
    public var themeColor: String?
    /// Its sections.
    public var sections: [ConnectorCardSection]?
    /// Its actions: `ViewAction`, `OpenUri`, `HttpPOST` or `ActionCard`.
    public var potentialAction: [JSONObject]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ConnectorCard> = [
        WireMember("@type", \.type),
        WireMember("@context", \.context),
        WireMember("summary", \.summary),
        WireMember("title", \.title),
        WireMember("text", \.text),
        WireMember("themeColor", \.themeColor),
        WireMember("sections", \.sections),
        WireMember("potentialAction", \.potentialAction),
    ]
}

/// A section of a connector card.
public struct ConnectorCardSection: WireObject {
    /// The title.
    public var title: String?
    /// The text.
    public var text: String?
    /// Who did something.
    public var activityTitle: String?
    /// When or where.
    public var activitySubtitle: String?
    /// What was done.
    public var activityText: String?
    /// The address of a picture.
    public var activityImage: String?
    /// `avatar` or `article`.
    public var activityImageType: String?
    /// Whether texts have markdown. They do unless said.
    public var markdown: Bool?
    /// Lines: `{name, value}`.
    public var facts: [JSONObject]?
    /// Pictures: `{image, title}`.
    public var images: [JSONObject]?
    /// Its actions.
    public var potentialAction: [JSONObject]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<ConnectorCardSection> = [
        WireMember("title", \.title),
        WireMember("text", \.text),
        WireMember("activityTitle", \.activityTitle),
        WireMember("activitySubtitle", \.activitySubtitle),
        WireMember("activityText", \.activityText),
        WireMember("activityImage", \.activityImage),
        WireMember("activityImageType", \.activityImageType),
        WireMember("markdown", \.markdown),
        WireMember("facts", \.facts),
        WireMember("images", \.images),
        WireMember("potentialAction", \.potentialAction),
    ]
}

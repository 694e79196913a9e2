public import JSONKit

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
    /// Lines.
    public var facts: [ConnectorCardFact]?
    /// Pictures.
    public var images: [ConnectorCardImage]?
    /// Its actions.
    public var potentialAction: [ConnectorCardAction]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
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

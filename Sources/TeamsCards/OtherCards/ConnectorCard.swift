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
    /// Its actions.
    public var potentialAction: [ConnectorCardAction]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
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

extension ConnectorCard {
    /// A card with this summary.
    public init(summary: String, title: String? = nil, text: String? = nil) {
        type = "MessageCard"
        context = "http://schema.org/extensions"
        self.summary = summary
        self.title = title
        self.text = text
    }
}

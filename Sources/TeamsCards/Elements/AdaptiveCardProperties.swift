public import JSONKit

/// An Adaptive Card: texts, pictures, inputs and actions in a message.
public struct AdaptiveCardProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "AdaptiveCard"

    /// The version of the schema that it is written for: `1.5`.
    public var version: String?
    /// The address of the schema, for editors.
    public var schemaAddress: String?
    /// What it shows.
    public var body: [AdaptiveElement]?
    /// Its buttons.
    public var actions: [AdaptiveAction]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// What is shown by a host that does not know the version.
    public var fallbackText: String?
    /// A picture behind everything: its address, or a ``BackgroundImage``.
    public var backgroundImage: JSONValue?
    /// The least height: `80px`.
    public var minHeight: String?
    /// Where the content stands when there is more height than it needs.
    public var verticalContentAlignment: VerticalAlignment?
    /// What is read aloud.
    public var speak: String?
    /// The language of its texts, as in `en-GB`.
    public var lang: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How it brings itself up to date.
    public var refresh: Refresh?
    /// How a person signs in when an action needs it.
    public var authentication: JSONObject?
    /// `webUrl`: the address of the page that the card is about.
    public var metadata: JSONObject?
    /// What only Teams understands: `width`, `entities`.
    public var msteams: JSONObject?
    /// Its look.
    public var style: ContainerStyle?
    /// How its elements are arranged, by width.
    public var layouts: [JSONValue]?
    /// Texts by language, written `${rs:key}` in the card.
    public var resources: JSONObject?
    /// Sources that citations in its texts name.
    public var references: [JSONValue]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<AdaptiveCardProperties> = [
        .init("version", \.version, required: true),
        .init("$schema", \.schemaAddress),
        .init("body", \.body),
        .init("actions", \.actions),
        .init("selectAction", \.selectAction, since: CardVersion(1, 1)),
        .init("fallbackText", \.fallbackText),
        .init("backgroundImage", \.backgroundImage),
        .init("minHeight", \.minHeight, since: CardVersion(1, 2)),
        .init("verticalContentAlignment", \.verticalContentAlignment, since: CardVersion(1, 1)),
        .init("speak", \.speak),
        .init("lang", \.lang),
        .init("rtl", \.rtl, since: CardVersion(1, 5)),
        .init("refresh", \.refresh, since: CardVersion(1, 4)),
        .init("authentication", \.authentication, since: CardVersion(1, 4)),
        .init("metadata", \.metadata, since: CardVersion(1, 6)),
        .init("msteams", \.msteams, since: nil),
        .init("style", \.style, since: nil),
        .init("layouts", \.layouts, since: nil),
        .init("resources", \.resources, since: nil),
        .init("references", \.references, since: nil),
    ]
}

/// An Adaptive Card: texts, pictures, inputs and actions in a message.
public typealias AdaptiveCard = CardNode<AdaptiveCardProperties>

public import JSONKit

extension CardProperties {
    /// An Adaptive Card: texts, pictures, inputs and actions in a message.
    public struct AdaptiveCard: CardNodeProperties, SelectActionProperties, BackdropProperties {
        public static let type = "AdaptiveCard"
        public static let writesMentions = true

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
        public var backgroundImage: TextOr<BackgroundImage>?
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
        public var authentication: CardAuthentication?
        /// What the card is about.
        public var metadata: CardMetadata?
        /// What only Teams understands: how wide it is, whom its texts mention.
        public var msteams: TeamsCardSettings?
        /// Its look.
        public var style: ContainerStyle?
        /// How its elements are arranged, by width.
        public var layouts: [AdaptiveLayout]?
        /// Texts by language, written `${rs:key}` in the card.
        public var resources: CardResources?
        /// Sources that citations in its texts name.
        public var references: [CardReference]?
        /// A name for it.
        public var id: String?
        /// The features that the host must have, with the least version of each.
        public var requires: CardNamedValues<String>?
        /// A name that stays the same when the card is replaced.
        public var key: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
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
            .init("metadata", \.metadata, since: nil),
            .init("msteams", \.msteams, since: nil),
            .init("style", \.style, since: nil),
            .init("layouts", \.layouts, since: nil),
            .init("resources", \.resources, since: nil),
            .init("references", \.references, since: nil),
            .init("id", \.id, since: nil),
            .init("requires", \.requires, since: CardVersion(1, 2)),
            .init("key", \.key, since: nil),
        ]
    }
}

/// An Adaptive Card: texts, pictures, inputs and actions in a message.
public typealias AdaptiveCard = CardNode<CardProperties.AdaptiveCard>

extension AdaptiveCard {
    /// The content type of an Adaptive Card in a message.
    public static let contentType = "application/vnd.microsoft.card.adaptive"

    /// A card of these elements and buttons.
    ///
    /// - Parameters:
    ///   - version: the version of the schema to declare; Teams documents up to 1.5. `nil` in a card that another
    ///     card shows.
    ///   - body: the elements, one above the other.
    ///   - actions: the buttons.
    public init(
        version: CardVersion? = .teams, @ElementBuilder body: () -> [AdaptiveElement],
        @ActionBuilder actions: () -> [AdaptiveAction] = { [] }
    ) {
        self.init()
        let (body, actions) = (body(), actions())
        properties.version = version?.description
        properties.body = body
        properties.actions = actions.isEmpty ? nil : actions
        mentions = body.flatMap(\.mentions) + actions.flatMap(\.mentions)
    }

    /// Uses the whole width of the chat.
    public func fullWidth() -> Self {
        changed { card in
            var teams = card.properties.msteams ?? TeamsCardSettings()
            teams.width = .full
            card.properties.msteams = teams
        }
    }

    /// Brings itself up to date with `action`, by itself for `userIDs`. Without them for all, in chats of 60 members or
    /// fewer.
    public func refresh(_ action: Action.Execute, userIDs: [String]? = nil) -> Self {
        changed { $0.properties.refresh = Refresh(action, userIDs: userIDs) }
    }

    /// The card as it is attached to a message: content type and content.
    public var attachment: JSONObject { ["contentType": .string(Self.contentType), "content": json] }
}

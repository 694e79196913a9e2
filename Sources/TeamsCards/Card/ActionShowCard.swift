public import JSONKit

extension CardProperties {
    /// Opens another card below the button.
    public struct ActionShowCard: ActionProperties {
        public static let type = "Action.ShowCard"

        /// The card.
        public var card: TeamsCards.AdaptiveCard?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("card", \.card)
        ]
    }
}

extension Action {
    /// Opens another card below the button.
    public typealias ShowCard = CardNode<CardProperties.ActionShowCard>
}

extension Action.ShowCard {
    /// Opens `card` below the button.
    public init(_ title: String, card: AdaptiveCard) {
        self.init()
        var card = card
        mentions = card.mentions
        card.mentions = []
        common.title = title
        properties.card = card
    }

    /// Opens a card of these elements below the button.
    public init(
        _ title: String, @ElementBuilder body: () -> [AdaptiveElement],
        @ActionBuilder actions: () -> [AdaptiveAction] = { [] }
    ) {
        self.init(title, card: AdaptiveCard(version: nil, body: body, actions: actions))
    }
}

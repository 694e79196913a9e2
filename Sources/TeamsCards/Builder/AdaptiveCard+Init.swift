public import JSONKit

extension CardNode where Properties == AdaptiveCardProperties {
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
            var teams = card.properties.msteams ?? [:]
            teams["width"] = "Full"
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

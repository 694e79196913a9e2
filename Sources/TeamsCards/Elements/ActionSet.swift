public import JSONKit

extension CardProperties {
    /// Buttons among the elements.
    public struct ActionSet: ElementProperties {
        public static let type = "ActionSet"
        public static let since: CardVersion? = CardVersion(1, 2)

        /// The buttons.
        public var actions: [AdaptiveAction]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("actions", \.actions)
        ]
    }
}

/// Buttons among the elements.
public typealias ActionSet = CardNode<CardProperties.ActionSet>

extension ActionSet {
    /// These buttons.
    public init(@ActionBuilder _ actions: () -> [AdaptiveAction]) {
        self.init()
        let actions = actions()
        properties.actions = actions
        mentions = actions.flatMap(\.mentions)
    }
}

public import JSONKit

extension CardProperties {
    /// Shows and hides elements.
    public struct ActionToggleVisibility: ActionProperties {
        public static let type = "Action.ToggleVisibility"
        public static let since: CardVersion? = CardVersion(1, 2)

        /// The elements: by their ids, or with what becomes of each.
        public var targetElements: [TextOr<TargetElement>]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("targetElements", \.targetElements)
        ]
    }
}

extension Action {
    /// Shows and hides elements.
    public typealias ToggleVisibility = CardNode<CardProperties.ActionToggleVisibility>
}

extension Action.ToggleVisibility {
    /// Shows those of the elements that are hidden, and hides the others.
    public init(_ title: String, toggling ids: [String]) {
        self.init()
        common.title = title
        properties.targetElements = ids.map { .text($0) }
    }

    /// Shows and hides elements, by id.
    public init(_ title: String, showing: [String] = [], hiding: [String] = []) {
        self.init()
        common.title = title
        properties.targetElements =
            showing.map { .other(TargetElement($0, isVisible: true)) }
            + hiding.map { .other(TargetElement($0, isVisible: false)) }
    }
}

public import JSONKit

extension CardProperties {
    /// Opens an element beside the button.
    public struct ActionPopover: ActionProperties {
        public static let type = "Action.Popover"
        public static let since: CardVersion? = nil

        /// The element.
        public var content: AdaptiveElement?
        /// Whether an arrow points at the button.
        public var displayArrow: Bool?
        /// On which side it opens.
        public var position: PopoverPosition?
        /// Its greatest width.
        public var maxPopoverWidth: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("content", \.content, required: true),
            .init("displayArrow", \.displayArrow),
            .init("position", \.position),
            .init("maxPopoverWidth", \.maxPopoverWidth),
        ]
    }
}

extension Action {
    /// Opens an element beside the button.
    public typealias Popover = CardNode<CardProperties.ActionPopover>
}

extension Action.Popover {
    /// Opens an element beside the button.
    public init(_ title: String, content: CardNode<some ElementProperties>) {
        self.init()
        common.title = title
        properties.content = AdaptiveElement(content)
        mentions = content.mentions
    }
}

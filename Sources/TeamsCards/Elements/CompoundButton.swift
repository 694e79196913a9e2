public import JSONKit

extension CardProperties {
    /// A button with a title, a description and an icon.
    public struct CompoundButton: ElementProperties, SelectActionProperties {
        public static let type = "CompoundButton"
        public static let since: CardVersion? = nil

        /// The title.
        public var title: String?
        /// The description.
        public var description: String?
        /// Its icon.
        public var icon: IconInfo?
        /// A short word beside the title.
        public var badge: String?
        /// What happens when someone presses it.
        public var selectAction: AdaptiveAction?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("title", \.title),
            .init("description", \.description),
            .init("icon", \.icon),
            .init("badge", \.badge),
            .init("selectAction", \.selectAction),
        ]
    }
}

/// A button with a title, a description and an icon.
public typealias CompoundButton = CardNode<CardProperties.CompoundButton>

extension CompoundButton {
    /// A button with this title.
    public init(_ title: String, description: String? = nil) {
        self.init()
        properties.title = title
        properties.description = description
    }
}

public import JSONKit

extension CardProperties {
    /// An icon of Teams' own.
    public struct Icon: ElementProperties, SelectActionProperties {
        public static let type = "Icon"
        public static let since: CardVersion? = nil

        /// The name of the icon: `Calendar`.
        public var name: String?
        /// Its size.
        public var size: IconSize?
        /// Its drawing.
        public var style: IconStyle?
        /// Its colour.
        public var color: TextColor?
        /// What happens when someone presses it.
        public var selectAction: AdaptiveAction?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("name", \.name, required: true),
            .init("size", \.size),
            .init("style", \.style),
            .init("color", \.color),
            .init("selectAction", \.selectAction),
        ]
    }
}

/// An icon of Teams' own.
public typealias Icon = CardNode<CardProperties.Icon>

extension Icon {
    /// The icon of this name.
    public init(_ name: String) {
        self.init()
        properties.name = name
    }
}

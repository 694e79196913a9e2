public import JSONKit

extension CardProperties {
    /// An icon in a paragraph.
    public struct IconRun: InlineProperties, SelectActionProperties {
        public static let type = "IconRun"
        public static let since: CardVersion? = nil

        /// The name of the icon.
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
            .init("size", \.size, kind: IconSize.kind.or(FontSize.kind)),
            .init("style", \.style),
            .init("color", \.color),
            .init("selectAction", \.selectAction),
        ]
    }
}

/// An icon in a paragraph.
public typealias IconRun = CardNode<CardProperties.IconRun>

extension IconRun {
    /// The icon of this name.
    public init(_ name: String) {
        self.init()
        properties.name = name
    }
}

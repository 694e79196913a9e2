public import JSONKit

extension CardProperties {
    /// A picture in a paragraph.
    public struct ImageRun: InlineProperties, SelectActionProperties {
        public static let type = "ImageRun"
        public static let since: CardVersion? = nil

        /// Its address.
        public var url: String?
        /// Its size.
        public var size: FontSize?
        /// Its shape.
        public var style: ImageStyle?
        /// What happens when someone presses it.
        public var selectAction: AdaptiveAction?
        /// Addresses by theme.
        public var themedUrls: [ThemedUrl]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("url", \.url, required: true),
            .init("size", \.size),
            .init("style", \.style),
            .init("selectAction", \.selectAction),
            .init("themedUrls", \.themedUrls),
        ]
    }
}

/// A picture in a paragraph.
public typealias ImageRun = CardNode<CardProperties.ImageRun>

extension ImageRun {
    /// The picture at this address.
    public init(_ url: String) {
        self.init()
        properties.url = url
    }
}

public import JSONKit

extension CardProperties {
    /// A picture.
    public struct Image: ElementProperties, SelectActionProperties {
        public static let type = "Image"

        /// Its address, or the picture itself as `data:image/…`.
        public var url: String?
        /// What it shows, for people who do not see it.
        public var altText: String?
        /// Its size.
        public var size: ImageSize?
        /// Its shape.
        public var style: ImageStyle?
        /// Its width.
        public var width: PixelSize?
        /// The colour behind it: `#RRGGBB` or `#AARRGGBB`.
        public var backgroundColor: String?
        /// What happens when someone presses it.
        public var selectAction: AdaptiveAction?
        /// Whether it can be opened in full.
        public var allowExpand: Bool?
        /// What only Teams understands: whether it can be opened in full.
        public var msteams: TeamsImageSettings?
        /// Addresses by theme.
        public var themedUrls: [ThemedUrl]?
        /// How it fits into a given size.
        public var fitMode: ImageFitMode?
        /// Which part is kept when it is cut at the sides.
        public var horizontalContentAlignment: HorizontalAlignment?
        /// Which part is kept when it is cut at the top.
        public var verticalContentAlignment: VerticalAlignment?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("url", \.url, required: true),
            .init("altText", \.altText),
            .init("size", \.size),
            .init("style", \.style),
            .init("width", \.width, since: CardVersion(1, 1)),
            .init("backgroundColor", \.backgroundColor, since: CardVersion(1, 1)),
            .init("selectAction", \.selectAction, since: CardVersion(1, 1)),
            .init("allowExpand", \.allowExpand, since: nil),
            .init("msteams", \.msteams, since: nil),
            .init("themedUrls", \.themedUrls, since: nil),
            .init("fitMode", \.fitMode, since: nil),
            .init("horizontalContentAlignment", \.horizontalContentAlignment, since: nil),
            .init("verticalContentAlignment", \.verticalContentAlignment, since: nil),
        ]
    }
}

/// A picture.
public typealias Image = CardNode<CardProperties.Image>

extension Image {
    /// The picture at this address, with words for those who do not see it.
    public init(_ url: String, altText: String? = nil) {
        self.init()
        properties.url = url
        properties.altText = altText
    }
}

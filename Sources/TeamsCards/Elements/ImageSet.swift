public import JSONKit

extension CardProperties {
    /// Pictures side by side.
    public struct ImageSet: ElementProperties {
        public static let type = "ImageSet"

        /// The pictures.
        public var images: [TeamsCards.Image]?
        /// The size of each.
        public var imageSize: ImageSize?
        /// How they are arranged.
        public var style: ImageSetStyle?
        /// By how many pixels stacked pictures overlap.
        public var offset: Int?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("images", \.images, required: true),
            .init("imageSize", \.imageSize),
            .init("style", \.style, since: CardVersion(1, 6)),
            .init("offset", \.offset, since: CardVersion(1, 6)),
        ]
    }
}

/// Pictures side by side.
public typealias ImageSet = CardNode<CardProperties.ImageSet>

extension ImageSet {
    /// These pictures.
    public init(@PartBuilder<Image> _ images: () -> [Image]) {
        self.init()
        properties.images = images()
    }
}

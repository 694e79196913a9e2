public import JSONKit

extension CardProperties {
    /// A sound or a film.
    public struct Media: ElementProperties {
        public static let type = "Media"
        public static let since: CardVersion? = CardVersion(1, 1)

        /// Where it is, by format.
        public var sources: [CardMediaSource]?
        /// The address of the picture that is shown until it plays.
        public var poster: String?
        /// What it shows, for people who do not see or hear it.
        public var altText: String?
        /// Subtitles.
        public var captionSources: [CardCaptionSource]?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("sources", \.sources),
            .init("poster", \.poster),
            .init("altText", \.altText),
            .init("captionSources", \.captionSources, since: nil),
        ]
    }
}

/// A sound or a film.
public typealias Media = CardNode<CardProperties.Media>

extension Media {
    /// The sound or film at this address.
    public init(_ url: String, mimeType: String? = nil) {
        self.init()
        properties.sources = [CardMediaSource(url: url, mimeType: mimeType)]
    }
}

public import JSONKit

extension CardProperties {
    /// Pages of which one is shown.
    public struct Carousel: ElementProperties {
        public static let type = "Carousel"
        public static let since: CardVersion? = nil

        /// The pages.
        public var pages: [TeamsCards.CarouselPage]?
        /// How it goes from one page to the next.
        public var pageAnimation: PageAnimation?
        /// The least height: `80px`.
        public var minHeight: String?
        /// Whether it reaches to the edges of what holds it.
        public var bleed: Bool?
        /// Milliseconds until the next page, 5000 or more.
        public var timer: Int?
        /// The number of the page that is shown first.
        public var initialPage: Int?
        /// Whether the first page follows the last.
        public var loop: Bool?
        /// The direction in which pages follow each other.
        public var orientation: Orientation?
        /// The height: `80px`.
        public var heightInPixels: String?
        /// Whether it is written from right to left.
        public var rtl: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("pages", \.pages, required: true),
            .init("pageAnimation", \.pageAnimation),
            .init("minHeight", \.minHeight),
            .init("bleed", \.bleed),
            .init("timer", \.timer, since: CardVersion(1, 6)),
            .init("initialPage", \.initialPage, since: CardVersion(1, 6)),
            .init("loop", \.loop, since: CardVersion(1, 6)),
            .init("orientation", \.orientation, since: CardVersion(1, 6)),
            .init("heightInPixels", \.heightInPixels, since: CardVersion(1, 6)),
            .init("rtl", \.rtl, since: CardVersion(1, 6)),
        ]
    }
}

/// Pages of which one is shown.
public typealias Carousel = CardNode<CardProperties.Carousel>

extension Carousel {
    /// These pages.
    public init(@PartBuilder<CarouselPage> _ pages: () -> [CarouselPage]) {
        self.init()
        let pages = pages()
        properties.pages = pages
        mentions = pages.flatMap(\.mentions)
    }
}

public import JSONKit

extension CardProperties {
    /// A page of a carousel.
    public struct CarouselPage: ElementProperties {
        public static let type = "CarouselPage"
        public static let since: CardVersion? = nil
        public typealias Shared = ContainerContent
        public static let requiredOfShared: Set<String> = ["items"]
        public static let missingOfShared: Set<String> = ["bleed"]

        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = []
    }
}

/// A page of a carousel.
public typealias CarouselPage = CardNode<CardProperties.CarouselPage>

extension CarouselPage {
    /// A page that shows these elements.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        shared.items = items
        mentions = items.flatMap(\.mentions)
    }
}

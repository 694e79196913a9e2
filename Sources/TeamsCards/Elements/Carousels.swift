public import JSONKit

/// Pages of which one is shown.
public struct CarouselProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Carousel"
    public static let since: CardVersion? = nil

    /// The pages.
    public var pages: [CarouselPage]?
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
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<CarouselProperties> = [
        .init("pages", \.pages, since: nil, required: true),
        .init("pageAnimation", \.pageAnimation, since: nil),
        .init("minHeight", \.minHeight, since: nil),
        .init("bleed", \.bleed, since: nil),
        .init("timer", \.timer, since: CardVersion(1, 6)),
        .init("initialPage", \.initialPage, since: CardVersion(1, 6)),
        .init("loop", \.loop, since: CardVersion(1, 6)),
        .init("orientation", \.orientation, since: CardVersion(1, 6)),
        .init("heightInPixels", \.heightInPixels, since: CardVersion(1, 6)),
    ]
}

/// Pages of which one is shown.
public typealias Carousel = CardNode<CarouselProperties>

/// A page of a carousel.
public struct CarouselPageProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "CarouselPage"
    public static let since: CardVersion? = nil

    /// What it shows.
    public var items: [AdaptiveElement]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Where its items stand when there is more height than they need.
    public var verticalContentAlignment: VerticalAlignment?
    /// A picture behind it.
    public var backgroundImage: JSONValue?
    /// The least height: `80px`.
    public var minHeight: String?
    /// The greatest height.
    public var maxHeight: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How its elements are arranged, by width.
    public var layouts: [JSONValue]?
    /// Whether it has a border.
    public var showBorder: Bool?
    /// Whether its corners are round.
    public var roundedCorners: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<CarouselPageProperties> = [
        .init("items", \.items, since: nil, required: true),
        .init("selectAction", \.selectAction, since: nil),
        .init("style", \.style, since: nil),
        .init("verticalContentAlignment", \.verticalContentAlignment, since: nil),
        .init("backgroundImage", \.backgroundImage, since: nil),
        .init("minHeight", \.minHeight, since: nil),
        .init("maxHeight", \.maxHeight, since: nil),
        .init("rtl", \.rtl, since: nil),
        .init("layouts", \.layouts, since: nil),
        .init("showBorder", \.showBorder, since: nil),
        .init("roundedCorners", \.roundedCorners, since: nil),
    ]
}

/// A page of a carousel.
public typealias CarouselPage = CardNode<CarouselPageProperties>

public import JSONKit

/// A picture.
public struct ImageProperties: ElementProperties {
    public typealias Common = ElementCommon
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
    /// What only Teams understands: `allowExpand`.
    public var msteams: JSONObject?
    /// Addresses by theme: `{theme, url}`.
    public var themedUrls: [JSONObject]?
    /// How it fits into a given size.
    public var fitMode: ImageFitMode?
    /// Which part is kept when it is cut at the sides.
    public var horizontalContentAlignment: HorizontalAlignment?
    /// Which part is kept when it is cut at the top.
    public var verticalContentAlignment: VerticalAlignment?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ImageProperties> = [
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

/// A picture.
public typealias Image = CardNode<ImageProperties>

/// Pictures side by side.
public struct ImageSetProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "ImageSet"

    /// The pictures.
    public var images: [Image]?
    /// The size of each.
    public var imageSize: ImageSize?
    /// How they are arranged.
    public var style: ImageSetStyle?
    /// By how many pixels stacked pictures overlap.
    public var offset: Int?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ImageSetProperties> = [
        .init("images", \.images, required: true),
        .init("imageSize", \.imageSize),
        .init("style", \.style, since: CardVersion(1, 6)),
        .init("offset", \.offset, since: CardVersion(1, 6)),
    ]
}

/// Pictures side by side.
public typealias ImageSet = CardNode<ImageSetProperties>

/// A sound or a film.
public struct MediaProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Media"
    public static let since: CardVersion? = CardVersion(1, 1)

    /// Where it is, by format: `{mimeType, url}`.
    public var sources: [JSONObject]?
    /// The address of the picture that is shown until it plays.
    public var poster: String?
    /// What it shows, for people who do not see or hear it.
    public var altText: String?
    /// Subtitles: `{mimeType, url, label}`.
    public var captionSources: [JSONObject]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<MediaProperties> = [
        .init("sources", \.sources, since: CardVersion(1, 1), required: true),
        .init("poster", \.poster, since: CardVersion(1, 1)),
        .init("altText", \.altText, since: CardVersion(1, 1)),
        .init("captionSources", \.captionSources, since: CardVersion(1, 6)),
    ]
}

/// A sound or a film.
public typealias Media = CardNode<MediaProperties>

/// A picture behind other things.
public struct BackgroundImage: CardPart {
    /// Its address.
    public var url: String?
    /// How it covers its place.
    public var fillMode: FillMode?
    /// Where it stands from side to side.
    public var horizontalAlignment: HorizontalAlignment?
    /// Where it stands from top to bottom.
    public var verticalAlignment: VerticalAlignment?
    /// Addresses by theme: `{theme, url}`.
    public var themedUrls: [JSONObject]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<BackgroundImage> = [
        .init("url", \.url, required: true),
        .init("fillMode", \.fillMode, since: CardVersion(1, 2)),
        .init("horizontalAlignment", \.horizontalAlignment, since: CardVersion(1, 2)),
        .init("verticalAlignment", \.verticalAlignment, since: CardVersion(1, 2)),
        .init("themedUrls", \.themedUrls, since: nil),
    ]
}

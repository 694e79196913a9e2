public import JSONKit

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
    /// Addresses by theme.
    public var themedUrls: [ThemedUrl]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("url", \.url, required: true),
        .init("fillMode", \.fillMode, since: CardVersion(1, 2)),
        .init("horizontalAlignment", \.horizontalAlignment, since: CardVersion(1, 2)),
        .init("verticalAlignment", \.verticalAlignment, since: CardVersion(1, 2)),
        .init("themedUrls", \.themedUrls, since: nil),
    ]
}

extension BackgroundImage {
    /// The picture at this address.
    public init(url: String, fillMode: FillMode? = nil) {
        self.init()
        self.url = url
        self.fillMode = fillMode
    }
}

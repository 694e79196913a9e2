public import JSONKit

/// Where a sound or a film is.
public struct CardMediaSource: CardPart {
    public static let name = "media source"

    /// Its format: `video/mp4`.
    public var mimeType: String?
    /// Its address.
    public var url: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// A sound or film at this address.
    public init(url: String, mimeType: String? = nil) {
        self.url = url
        self.mimeType = mimeType
    }

    public static let schema: CardSchema<Self> = [
        .init("mimeType", \.mimeType),
        .init("url", \.url, required: true),
    ]
}

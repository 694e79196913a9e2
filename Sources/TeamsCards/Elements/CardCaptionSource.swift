public import JSONKit

/// Subtitles of a film.
public struct CardCaptionSource: CardPart {
    public static let name = "caption source"

    /// Their format: `vtt`.
    public var mimeType: String?
    /// Their address.
    public var url: String?
    /// Their language, for people.
    public var label: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// Subtitles at this address.
    public init(url: String, mimeType: String, label: String) {
        self.url = url
        self.mimeType = mimeType
        self.label = label
    }

    public static let schema: CardSchema<Self> = [
        .init("mimeType", \.mimeType, required: true),
        .init("url", \.url, required: true),
        .init("label", \.label, required: true),
    ]
}

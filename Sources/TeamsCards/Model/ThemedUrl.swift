public import JSONKit

/// The address of a picture for one theme.
public struct ThemedUrl: CardPart {
    public static let name = "themed address"

    /// The theme.
    public var theme: ThemeName?
    /// The address.
    public var url: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// The address of a picture for `theme`.
    public init(_ theme: ThemeName, url: String) {
        self.theme = theme
        self.url = url
    }

    public static let schema: CardSchema<Self> = [
        .init("theme", \.theme),
        .init("url", \.url),
    ]
}

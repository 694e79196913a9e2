public import JSONKit

/// An icon beside a title.
public struct IconInfo: CardPart {
    public static let name = "icon of a button"

    /// The name of the icon: `Calendar`.
    public var name: String?
    /// Its size.
    public var size: IconSize?
    /// Its drawing.
    public var style: IconStyle?
    /// Its colour.
    public var color: TextColor?
    public var extras: JSONObject = [:]

    public init() {}

    /// The icon of this name.
    public init(_ name: String) { self.name = name }

    public static let schema: CardSchema<Self> = [
        .init("name", \.name),
        .init("size", \.size),
        .init("style", \.style),
        .init("color", \.color),
    ]
}

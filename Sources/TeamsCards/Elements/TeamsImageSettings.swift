public import JSONKit

/// What only Teams understands of a picture.
public struct TeamsImageSettings: CardPart {
    public static let name = "Teams setting of a picture"

    /// Whether it can be opened in full.
    public var allowExpand: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("allowExpand", \.allowExpand)
    ]
}

public import JSONKit

/// What only Teams understands of a card.
public struct TeamsCardSettings: CardPart {
    public static let name = "Teams setting of a card"

    /// How much of the chat it takes.
    public var width: CardWidth?
    /// Whom its texts mention.
    public var entities: [MentionEntity]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("width", \.width),
        .init("entities", \.entities),
    ]
}

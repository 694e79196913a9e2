public import JSONKit

/// Whom a text of a card mentions.
public struct MentionEntity: CardPart {
    public static let name = "mention"

    /// Always `mention`.
    public var type: String?
    /// What stands in the text: `<at>Ines</at>`.
    public var text: String?
    /// Who it is.
    public var mentioned: MentionedAccount?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("type", \.type),
        .init("text", \.text),
        .init("mentioned", \.mentioned),
    ]
}

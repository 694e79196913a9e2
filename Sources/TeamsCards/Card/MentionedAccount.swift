public import JSONKit

/// A person, a bot or a tag that a text mentions.
public struct MentionedAccount: CardPart {
    public static let name = "mentioned account"

    /// Its id.
    public var id: String?
    /// Its name.
    public var name: String?
    /// What it is. A person unless said.
    public var mentionType: MentionType?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("mentionType", \.mentionType),
    ]
}

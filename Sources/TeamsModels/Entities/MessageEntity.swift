public import JSONKit

/// What is said about a message as a whole: made by AI, its sources, its sensitivity. A message has one.
public struct MessageEntity: WireObject {
    /// `https://schema.org/Message`.
    public var type: String?
    /// `Message`.
    public var objectType: String?
    /// `https://schema.org`.
    public var context: String?
    /// Empty.
    public var entityID: String?
    /// Labels; `AIGeneratedContent` is the AI label.
    public var additionalType: [String]?
    /// Sources that the text refers to.
    public var citation: [Citation]?
    /// How sensitive the message is.
    public var usageInfo: UsageInfo?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// What is said about a message, with nothing said yet.
    public static func root() -> MessageEntity {
        var entity = MessageEntity()
        entity.type = "https://schema.org/Message"
        entity.objectType = "Message"
        entity.context = "https://schema.org"
        entity.entityID = ""
        return entity
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<MessageEntity> = [
        .init("type", \.type),
        .init("@type", \.objectType),
        .init("@context", \.context),
        .init("@id", \.entityID),
        .init("additionalType", \.additionalType),
        .init("citation", \.citation),
        .init("usageInfo", \.usageInfo),
    ]
}

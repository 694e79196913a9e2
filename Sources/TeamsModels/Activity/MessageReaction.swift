public import JSONKit

/// A reaction to a message.
public struct MessageReaction: WireObject {
    /// Which reaction.
    public var type: ReactionType?
    /// Who reacted, where the service says it.
    public var user: Account?
    /// When, where the service says it.
    public var createdDateTime: Timestamp?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A reaction, and who it is from.
    public init(_ type: ReactionType, user: Account? = nil) {
        self.type = type
        self.user = user
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<MessageReaction> = [
        .init("type", \.type),
        .init("user", \.user),
        .init("createdDateTime", \.createdDateTime),
    ]
}

public import JSONKit

/// A message that the text quotes, beside a placeholder in the text.
public struct QuotedReply: WireObject {
    /// `quotedReply`.
    public var type: String?
    /// The quoted message.
    public var quotedReply: Quote?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Quotes the message `id`.
    public init(of id: ActivityID) {
        type = "quotedReply"
        quotedReply = Quote()
        quotedReply?.messageId = id
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<QuotedReply> = [
        .init("type", \.type),
        .init("quotedReply", \.quotedReply),
    ]
}

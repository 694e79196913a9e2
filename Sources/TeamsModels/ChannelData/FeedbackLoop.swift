public import JSONKit

/// Asks for feedback buttons below a message.
public struct FeedbackLoop: WireObject {
    /// Whose form opens.
    public var type: FeedbackLoopType?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Feedback buttons that open the given form.
    public init(_ type: FeedbackLoopType) { self.type = type }

    /// The members by their names on the wire.
    public static let members: WireMembers<FeedbackLoop> = [
        .init("type", \.type)
    ]
}

public import JSONKit

/// The bot's own feedback form is to be opened (`message/fetchTask`).
public struct FeedbackFormRequest: WireObject {
    /// Which button was pressed.
    public var data: Feedback?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Whether the person liked the message; nil when that cannot be told.
    public var isLike: Bool? { data?.isLike }

    /// The members by their names on the wire.
    public static let members: WireMembers<FeedbackFormRequest> = [
        .init("data", \.data)
    ]
}

public import JSONKit

/// What only Teams understands of an action that sends data.
public struct TeamsActionSettings: CardPart {
    public static let name = "Teams setting of an action"

    /// Whether it says that the press was received.
    public var feedback: TeamsActionFeedback?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("feedback", \.feedback)
    ]
}

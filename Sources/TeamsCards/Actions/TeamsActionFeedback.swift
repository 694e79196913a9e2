public import JSONKit

/// Whether Teams says that a press was received.
public struct TeamsActionFeedback: CardPart {
    public static let name = "feedback setting"

    /// Whether it says nothing.
    public var hide: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("hide", \.hide)
    ]
}

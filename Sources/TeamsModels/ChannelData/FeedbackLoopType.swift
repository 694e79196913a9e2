public import JSONKit

/// How feedback on a message is asked for.
public struct FeedbackLoopType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The form of Teams.
    public static let standard: FeedbackLoopType = "default"
    /// A dialog of the bot.
    public static let custom: FeedbackLoopType = "custom"
}

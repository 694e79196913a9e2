public import JSONKit

/// Which way a message went.
public struct DeliveryRoute: OpenEnum {
    /// The name as it is written when the message is stored.
    public let rawValue: String
    /// A way by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Into the conversation that it was sent to.
    public static let direct: DeliveryRoute = "direct"
    /// Into the person's own chat with the bot, since it could not be shown to that person alone in the conversation
    /// that it was sent to.
    public static let personalChat: DeliveryRoute = "personalChat"
}

public import JSONKit

/// What pressing a button does.
public struct CardButtonType: OpenEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Opens an address.
    public static let openUrl: CardButtonType = "openUrl"
    /// Writes a text in the person's name.
    public static let imBack: CardButtonType = "imBack"
    /// Sends a text and data to the bot.
    public static let messageBack: CardButtonType = "messageBack"
    /// Sends an invoke to the bot.
    public static let invoke: CardButtonType = "invoke"
    /// Starts a sign-in.
    public static let signin: CardButtonType = "signin"
}

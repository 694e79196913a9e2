/// The id of a person or a bot in conversations: `29:…` for people, `28:<app id>` for bots.
///
/// A person has another one for each bot, so that it cannot be shared between bots.
public struct AccountID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The app behind a bot's id `28:<app id>`; nil for people.
    public var appID: AppID? {
        rawValue.hasPrefix("28:") ? AppID(rawValue: String(rawValue.dropFirst(3))) : nil
    }
}

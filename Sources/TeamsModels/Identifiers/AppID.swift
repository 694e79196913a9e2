/// The id of a bot's registration (a GUID): the client id of its tokens.
public struct AppID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The bot's id in conversations: `28:<app id>`.
    public var accountID: AccountID { AccountID(rawValue: "28:\(rawValue)") }
}

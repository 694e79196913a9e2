public import JSONKit

/// What an account is.
public struct AccountRole: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A person.
    public static let user: AccountRole = "user"
    /// A bot.
    public static let bot: AccountRole = "bot"
    /// A bot called by a bot.
    public static let skill: AccountRole = "skill"
    /// A guest of a meeting without an account.
    public static let anonymous: AccountRole = "anonymous"
    /// A person of another organisation.
    public static let guest: AccountRole = "guest"
    /// An agent with an identity of its own.
    public static let agenticUser: AccountRole = "agenticUser"
}

public import TeamsModels

/// Somebody has signed in.
public struct SignedIn: Sendable {
    /// The connection of the bot's registration.
    public let connection: String
    /// Their token.
    public let token: UserToken
}

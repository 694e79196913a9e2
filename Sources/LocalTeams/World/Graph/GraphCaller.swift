/// The app that calls Microsoft Graph, as its token says.
struct GraphCaller: Sendable, Equatable {
    let bot: AppID
    /// The application permissions that were granted when the token was made.
    let roles: Set<String>
    /// How long the token is good for yet, in seconds of the real clock. Nil where no token was asked for.
    var secondsLeft: Double?
}

/// A sign-in that a bot offered: what its link leads to.
struct SignInOffer: Sendable, Equatable {
    var bot: AppID
    var connection: String
    /// Whom it was made for, as far as the bot said so.
    var person: Handle?
    /// Where it was offered.
    var conversation: ConversationID?
    /// Where the browser goes in the end; nil for a page that says that it is over.
    var finalRedirect: String?
}

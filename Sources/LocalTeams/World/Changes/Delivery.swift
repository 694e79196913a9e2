internal import JSONKit

/// An activity on its way to a bot.
struct Delivery: Sendable, Equatable {
    /// The bot's app id.
    var bot: AppID
    /// The bot's messaging endpoint at the time.
    var endpoint: String
    /// The activity, ready to be sent.
    var activity: JSONObject
    /// The conversation as the bot knows it (`…;messageid=…` for a channel's thread).
    var conversation: ConversationID
    /// The message that it is about, if it is about one.
    var message: String?
    /// Who may read of it.
    var readers: Readers
    /// Whether it is posted once more when the bot does not answer in time. Never an invoke: its answer is awaited.
    var isRepeated = true
}

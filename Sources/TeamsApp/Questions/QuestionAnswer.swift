public import JSONKit
public import TeamsModels

/// What a person answered to a question of the bot.
public struct QuestionAnswer: Sendable, Hashable {
    /// What was written, without the mention of the bot and without quotes, trimmed. Empty for a button.
    public let text: String
    /// What a button of a card sent, with the inputs of the card; nil for a text.
    public let value: JSONValue?
    /// The message.
    public let activity: Activity

    init(_ context: TurnContext) {
        text = context.text
        value = context.activity.value
        activity = context.activity
    }
}

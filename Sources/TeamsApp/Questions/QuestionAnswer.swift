public import JSONKit
public import TeamsModels

/// What a person answered to a question of the bot.
public struct QuestionAnswer: Sendable, Hashable {
    /// What was written, without the mention of the bot and without quotes, trimmed. Empty for a button.
    public let text: String
    /// What a button of a card sent, with the inputs of the card; nil for a text.
    public let value: JSONValue?
    /// The button of the question's card that was pressed; nil for a text.
    public let press: CardPress?
    /// The message that asks, to change it: `answer.asked?.update("Approved.")`.
    public let asked: SentMessage?
    /// The message, or what the button sent.
    public let activity: Activity

    init(_ context: TurnContext, to question: Question) {
        text = context.text
        press = CardPress(context.activity)
        value = press?.value ?? context.activity.value
        var message = question.message
        message?.outbox = context.services.outbox  // one that was stored does not know it
        asked = message
        activity = context.activity
    }
}

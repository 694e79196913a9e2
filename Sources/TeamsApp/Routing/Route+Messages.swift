public import JSONKit
internal import TeamsModels

extension Route<Void> {
    /// Somebody wrote to the bot: any message that nothing more specific wants. In channels and group chats these are
    /// the messages that mention it, and all others too where the app has the permission for that.
    public static var message: Self { Route(.kind(.message)) }

    /// Somebody mentioned the bot in a message, in any kind of conversation.
    ///
    /// It comes before ``message``, and after a text or a value. In a personal chat a message need not mention the bot
    /// to be for it; one that does not mention it is a ``message`` there too.
    public static var mention: Self { Route(.mention) }

    /// Messages whose text fits `pattern`: `.message(.equals("help"))`.
    public static func message(_ pattern: TextPattern) -> Self { Route(.text(pattern.condition)) }

    /// Somebody is writing.
    public static var typing: Self { Route(.kind(.typing)) }
}

extension Route {
    /// Messages whose text fits a regular expression, whose captures are the payload.
    public static func message(_ pattern: CapturingPattern<Payload>) -> Self { Route(pattern) }
}

extension Route<JSONValue> {
    /// Messages that carry a value: somebody pressed a button that sends one (`messageBack`), or submitted a card
    /// (`Action.Submit`), whose data and inputs it is. They have often no text.
    public static var value: Self { Route(.value) { $0.activity.value } }
}

extension Route<MessageChange> {
    /// A message was edited.
    public static var messageEdited: Self { Route(.kind(.messageEdited)) { MessageChange($0) } }
    /// The deletion of a message was undone.
    public static var messageUndeleted: Self { Route(.kind(.messageUndeleted)) { MessageChange($0) } }
    /// A message was deleted. The deletion can be undone.
    public static var messageDeleted: Self { Route(.kind(ActivityKind(.messageDelete))) { MessageChange($0) } }
}

extension Route<ReactionChange> {
    /// The reactions to a message of the bot changed.
    public static var reaction: Self { Route(.kind(.messageReaction)) { ReactionChange($0.activity) } }
    /// Somebody reacted to a message of the bot.
    public static var reactionAdded: Self { Route(.reactionAdded) { ReactionChange($0.activity) } }
    /// Somebody took back a reaction to a message of the bot.
    public static var reactionRemoved: Self { Route(.reactionRemoved) { ReactionChange($0.activity) } }
}

internal import JSONKit
public import TeamsModels

/// A conversation that the bot created.
public struct CreatedConversation: Sendable, Hashable {
    /// The conversation, with its service URL: what to keep, and to send to.
    public let reference: ConversationReference
    /// The first message of a new thread; nil for a chat, even when it was created with a message.
    public let activityID: ActivityID?
}

public import Foundation
public import TeamsModels

/// A message as the bot sent it, or as it was sent to the bot: what is known of it when somebody reacts to it, edits it
/// or presses its button.
public struct KeptMessage: Sendable, Hashable, Codable {
    /// The conversation, without a thread.
    public let conversation: ConversationID
    /// Its id there.
    public let id: ActivityID
    /// What it says, as it was last sent.
    public let activity: Activity
    /// The bot's own message, to change it; nil for one that somebody else wrote.
    public internal(set) var sent: SentMessage?
    /// When it was kept first.
    public let keptAt: Date

    /// A message to keep; made by an ``App``, and by stores that read it back.
    public init(
        conversation: ConversationID, id: ActivityID, activity: Activity, sent: SentMessage? = nil, keptAt: Date
    ) {
        self.conversation = conversation
        self.id = id
        self.activity = activity
        self.sent = sent
        self.keptAt = keptAt
    }

    /// What was written, as it stands on the wire; empty when nothing was.
    public var text: String { activity.text ?? "" }
}

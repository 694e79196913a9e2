public import Foundation
public import JSONKit
internal import TeamsConnector
public import TeamsModels

/// What the bot has asked one person in one conversation.
public struct Question: Sendable, Hashable, Codable {
    /// Tells it from every other question.
    public let id: String
    /// What it is about; nil of one that only a waiting handler knows.
    public let key: QuestionKey?
    /// Where it was asked.
    public let reference: ConversationReference
    /// Who was asked.
    public let person: Account
    /// The message that asks, once it is sent: ``App/update(_:_:)`` changes it.
    public internal(set) var message: SentMessage?
    /// When it was asked.
    public let askedAt: Date
    /// From when on nothing is an answer to it any more.
    public let expiresAt: Date
    /// What was to be remembered with it.
    public let note: JSONValue?
}

extension Question {
    /// Whether `activity`, which the person has sent in the conversation of the question, is the answer.
    ///
    /// In a chat of two every text is. Elsewhere it is what the bot alone sees and what stands in the thread of the
    /// question; in a group chat also what mentions the bot, or quotes or answers the question. A button answers the
    /// message that it stands on.
    func isAnswered(by activity: Activity) -> Bool {
        if let press = CardPress(activity), press.kind == .execute {
            return press.trigger == .manual && message?.id != nil && message?.id == press.message
        }
        // What made the bot ask may be delivered again after a restart.
        guard activity.type == .message, activity.id == nil || activity.id != reference.activityId else {
            return false
        }
        if activity.value != nil, (activity.text ?? "").isEmpty {
            guard let asked = message?.id, let pressed = activity.replyToId else { return true }
            return asked == pressed
        }
        guard activity.text?.isEmpty == false || activity.attachments?.isEmpty == false else { return false }
        if reference.isPersonal || activity.isTargeted { return true }
        if let thread, activity.threadRoot == thread { return true }
        if reference.conversation?.conversationType == .channel { return false }
        if activity.isRecipientMentioned { return true }
        guard let asked = message?.id else { return false }
        return activity.replyToId == asked || activity.quotes.contains { $0.messageId == asked }
    }

    /// The first message of the thread that it stands in.
    private var thread: ActivityID? {
        reference.conversation?.id?.threadRoot ?? message?.thread ?? message?.id
    }
}

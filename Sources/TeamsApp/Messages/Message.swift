public import TeamsModels

/// A message of the bot, before it is sent.
///
/// ```swift
/// Message("Lunch is ready, ").mentioning(context.sender).alerting("Lunch is ready")
/// ```
/// Each method returns a new message.
public struct Message: Sendable, Hashable {
    /// What is sent. Whoever sends it decides the thread and the conversation. A recipient that is marked as targeted
    /// is its audience: the message is sent to that person alone, or not at all.
    public var activity: Activity

    /// A message with `text`.
    public init(_ text: String = "") {
        activity = Activity(.message)
        if !text.isEmpty { activity.text = text }
    }

    /// A message with all that an activity can hold.
    public init(_ activity: Activity) {
        self.activity = activity
    }

    /// With `more` at the end of the text.
    public func adding(_ more: String) -> Message {
        changed { $0.text = ($0.text ?? "") + more }
    }

    /// With a mention of `account` at the end of the text.
    ///
    /// - Parameters:
    ///   - account: whom to mention.
    ///   - name: what stands there; the account's name when nil.
    public func mentioning(_ account: Account, as name: String? = nil) -> Message {
        changed { $0.addMention(of: account, text: name) }
    }

    /// With one more attachment.
    public func attaching(_ attachment: Attachment) -> Message {
        changed { $0.attachments = ($0.attachments ?? []) + [attachment] }
    }

    /// With buttons that write for the person: at most three, `imBack` only, in personal chats only.
    public func suggesting(_ actions: CardAction...) -> Message {
        changed { activity in
            let earlier = activity.suggestedActions?.actions ?? []
            activity.suggestedActions = SuggestedActions(earlier + actions, to: activity.suggestedActions?.to)
        }
    }

    /// With a notification that shows `summary`. The person's settings decide whether it appears.
    public func alerting(_ summary: String) -> Message {
        changed { activity in
            var data = activity.channelData ?? ChannelData()
            data.notification = NotificationInfo(alert: true)
            activity.channelData = data
            activity.summary = summary
        }
    }

    /// With the label that says it was written by a machine.
    public func labelledAsAIGenerated() -> Message {
        changed { $0.addAILabel() }
    }

    /// With the source that the text refers to as `[position]`.
    public func citing(_ position: Int, _ appearance: CitationAppearance) -> Message {
        changed { $0.addCitation(position, appearance) }
    }

    /// With buttons that ask for feedback.
    public func askingForFeedback(_ form: FeedbackLoopType = .standard) -> Message {
        changed { $0.askForFeedback(form) }
    }

    /// With `text` read as `format`.
    public func formatted(_ format: TextFormat) -> Message {
        changed { $0.textFormat = format }
    }

    private func changed(_ change: (inout Activity) -> Void) -> Message {
        var message = self
        change(&message.activity)
        return message
    }
}

extension Message: ExpressibleByStringInterpolation {
    /// A message with this text.
    public init(stringLiteral text: String) { self.init(text) }
}

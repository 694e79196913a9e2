public import TeamsModels

/// A message of the bot, before it is sent.
///
/// ```swift
/// Message("Lunch is ready, ").mentioning(ines).alerting().summarised(as: "Lunch is ready")
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

    /// With buttons above the composer, which go once one is chosen: `.imBack` writes for the person, `.submit` tells
    /// the bot alone. At most three, in personal chats only, and beside no attachments but Adaptive Cards: anything
    /// else is an error before it is sent.
    public func suggesting(_ actions: CardAction...) -> Message {
        changed { activity in
            let earlier = activity.suggestedActions?.actions ?? []
            activity.suggestedActions = SuggestedActions(earlier + actions, to: activity.suggestedActions?.to)
        }
    }

    /// With a notification: a toast, and an item of the activity feed. The person's settings decide whether it appears,
    /// and it shows the ``summarised(as:)`` of the message where there is one.
    public func alerting() -> Message {
        changed { activity in
            var data = activity.channelData ?? ChannelData()
            var notification = data.notification ?? NotificationInfo()
            notification.alert = true
            data.notification = notification
            activity.channelData = data
        }
    }

    /// With what notifications and lists show in place of the whole message.
    public func summarised(as summary: String) -> Message {
        changed { $0.summary = summary }
    }

    /// With a notification that shows `summary`: both of ``alerting()`` and ``summarised(as:)``.
    public func alerting(_ summary: String) -> Message { alerting().summarised(as: summary) }

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

    func changed(_ change: (inout Activity) -> Void) -> Message {
        var message = self
        change(&message.activity)
        return message
    }
}

extension Message: ExpressibleByStringInterpolation {
    /// A message with this text.
    public init(stringLiteral text: String) { self.init(text) }
}

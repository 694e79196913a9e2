internal import JSONKit
public import TeamsModels

extension Invoke<DialogRequest, DialogAnswer> {
    /// A dialog is to be opened. `.taskFetch.of("berth")` for the one whose button carries `dialog_id: "berth"`.
    ///
    /// ```swift
    /// app.on(.taskFetch) { context, request in .dialog("Berth", card: form) }
    /// ```
    public static var taskFetch: Self { dialog(.taskFetch) }

    /// A dialog was submitted; it may be followed by another.
    public static var taskSubmit: Self { dialog(.taskSubmit) }

    private static func dialog(_ name: InvokeName) -> Self {
        Self(name, reading: { try DialogRequest(json: $0) }, answering: { TurnResponse(body: $0.body) })
    }
}

extension Invoke<FeedbackFormRequest, DialogAnswer> {
    /// The bot's own feedback form is to be opened, for a message with `askingForFeedback(.custom)`.
    public static var feedbackForm: Self {
        Self(
            .messageFetchTask, reading: { try FeedbackFormRequest(json: $0) },
            answering: { TurnResponse(body: $0.body) })
    }
}

extension Invoke<Feedback, Void> {
    /// Somebody gave feedback on a message; which one is `Activity.replyToId`.
    public static var feedback: Self { Self(.messageSubmitAction) }
}

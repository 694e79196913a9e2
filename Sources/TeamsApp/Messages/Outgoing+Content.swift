internal import JSONKit
internal import TeamsCards
internal import TeamsModels

extension Outgoing {
    /// The most buttons above the composer.
    private static let maxSuggestedActions = 3

    /// Refuses what Teams would refuse, or not show.
    mutating func checkContent() throws(AppError) {
        let attachments = activity.attachments ?? []
        guard !(activity.text ?? "").isEmpty || !attachments.isEmpty else {
            throw AppError(.message, "The message has neither text nor attachments")
        }
        for mention in activity.mentions where mention.mentioned?.id?.isEmpty ?? true {
            throw AppError(
                .message,
                "The mention \(mention.text ?? "") names nobody: the account that it was made of has no id")
        }
        try check(attachments)
        try checkSuggestedActions(beside: attachments)
    }

    private func check(_ attachments: [Attachment]) throws(AppError) {
        for attachment in attachments {
            if attachment.contentType == .adaptiveCard,
                let count = attachment.content?["refresh"]?["userIds"]?.arrayValue?.count, count > Refresh.maxUserIDs
            {
                throw AppError.refreshes(count)
            }
            if attachment.contentType == .fileConsentCard, isIn(.groupChat, .channel) {
                throw AppError(
                    .message,
                    "A file can be offered in personal chats only: send it to the person, or share a link to it")
            }
            guard attachment.contentType?.isImage == true, let address = attachment.contentUrl,
                address.utf8.prefix(5).elementsEqual("data:".utf8)
            else { continue }
            do throws(PictureError) {
                _ = try Picture(dataURL: address)
            } catch {
                throw AppError(.message, error.description)
            }
        }
    }

    private mutating func checkSuggestedActions(beside attachments: [Attachment]) throws(AppError) {
        guard let actions = activity.suggestedActions?.actions, !actions.isEmpty else { return }
        guard actions.count <= Self.maxSuggestedActions else {
            throw AppError(
                .message,
                "The message has \(actions.count) suggested actions; Teams shows at most \(Self.maxSuggestedActions)")
        }
        for action in actions where action.type != .imBack && action.type != .submit {
            throw AppError(
                .message,
                "The suggested action '\(action.title ?? "")' is of type '\(action.type?.rawValue ?? "")'; Teams knows "
                    + "imBack and Action.Submit only")
        }
        guard !isIn(.groupChat, .channel) else {
            throw AppError(.message, "Suggested actions are shown in personal chats only")
        }
        guard attachments.allSatisfy({ $0.contentType == .adaptiveCard }) else {
            throw AppError(
                .message,
                "Suggested actions are shown beside text and Adaptive Cards only: send other attachments on their own"
            )
        }
        if activity.suggestedActions?.to == nil, let user = reference.user?.id {
            activity.suggestedActions?.to = [user]
        }
    }

    /// Whether the conversation is known to be none of two people.
    private func isIn(_ types: ConversationType...) -> Bool {
        reference.conversation?.conversationType.map { types.contains($0) } ?? false
    }
}

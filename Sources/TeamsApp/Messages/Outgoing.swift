internal import TeamsModels

/// A message with everything decided: what is sent, where, and who sees it. Pure.
struct Outgoing: Hashable, Sendable {
    var activity: Activity
    let reference: ConversationReference
    /// Resolved: everyone, or one account.
    let audience: Audience

    /// - Parameters:
    ///   - activity: what to send.
    ///   - reference: where to.
    ///   - audience: who sees it; nil for who saw `inbound`.
    ///   - inbound: the activity that is answered; nil for a send that answers none.
    init(
        _ activity: Activity, to reference: ConversationReference, audience: Audience?,
        answering inbound: Activity? = nil
    ) throws(AppError) {
        self.reference = reference
        self.activity = activity
        self.audience = try Self.resolve(audience, reference: reference, inbound: inbound)
        self.activity.recipient = nil
        guard activity.type == .message else { return }
        try checkContent()
        if let account = self.audience.onlyAccount { target(account, answering: inbound) }
    }

    private static func resolve(
        _ audience: Audience?, reference: ConversationReference, inbound: Activity?
    ) throws(AppError) -> Audience {
        let wanted = audience ?? (inbound?.isTargeted == true ? .sender : .everyone)
        guard wanted == .sender else { return wanted }
        guard let sender = reference.user?.id, !sender.isEmpty else {
            throw AppError(
                .incompleteReference, "The conversation reference names no user, so there is no sender to show it to")
        }
        return .account(sender)
    }

    /// What Teams would refuse, or not show.
    private mutating func checkContent() throws(AppError) {
        let isEmpty = (activity.text ?? "").isEmpty && (activity.attachments ?? []).isEmpty
        guard !isEmpty else { throw AppError(.message, "The message has neither text nor attachments") }
        guard let actions = activity.suggestedActions?.actions, !actions.isEmpty else { return }
        guard actions.count <= 3 else {
            throw AppError(.message, "The message has \(actions.count) suggested actions; Teams shows at most 3")
        }
        let type = reference.conversation?.conversationType
        guard type == nil || type == .personal else {
            throw AppError(.message, "Suggested actions are shown in personal chats only")
        }
        if activity.suggestedActions?.to == nil, let user = reference.user?.id {
            activity.suggestedActions?.to = [user]
        }
    }

    /// Fits the message for the eyes of `account` alone. It must not quote what others see beside it.
    private mutating func target(_ account: AccountID, answering inbound: Activity?) {
        activity.removeQuotes()
        guard let inbound, inbound.isTargeted, inbound.from?.id == account, let id = inbound.id, !id.isBlank
        else { return }
        let entities = activity.entities ?? []
        let isThere = entities.contains { if case .targetedMessageInfo = $0 { true } else { false } }
        if !isThere { activity.entities = entities + [.targetedMessageInfo(TargetedMessageInfo(answering: id))] }
    }
}

extension ActivityID {
    /// Whether nothing but white space is written.
    var isBlank: Bool { rawValue.allSatisfy(\.isWhitespace) }
}

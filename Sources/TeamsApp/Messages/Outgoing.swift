internal import TeamsConnector
internal import TeamsModels

/// A message with everything decided: what is sent, where, and who sees it. Pure.
struct Outgoing: Hashable, Sendable {
    var activity: Activity
    let reference: ConversationReference
    /// Resolved: everyone, or one account.
    let audience: Audience
    /// Whether it is shown to one of several people. In a chat of two no message needs that.
    let isTargeted: Bool

    /// - Parameters:
    ///   - activity: what to send. When it is marked as targeted, its recipient is its audience.
    ///   - reference: where to.
    ///   - audience: who sees it; nil for whom the activity is marked for, else for who saw `inbound`.
    ///   - inbound: the activity that is answered; nil for a send that answers none.
    /// - Throws: ``AppError`` when the message cannot be sent, or when it says of two audiences that they are its own.
    init(
        _ activity: Activity, to reference: ConversationReference, audience: Audience?,
        answering inbound: Activity? = nil
    ) throws(AppError) {
        self.reference = reference
        self.activity = activity
        self.activity.type = activity.type ?? .message
        self.audience = try Self.resolve(audience, of: activity, reference: reference, inbound: inbound)
        isTargeted = self.audience.onlyAccount != nil && !reference.isPersonal
        self.activity.recipient = nil
        guard self.activity.type == .message else { return }
        if isTargeted, let account = self.audience.onlyAccount { target(account, answering: inbound) }
        try checkContent()
    }

    /// Who sees it, of all that say so. Never more people than any of them allows.
    private static func resolve(
        _ audience: Audience?, of activity: Activity, reference: ConversationReference, inbound: Activity?
    ) throws(AppError) -> Audience {
        let marked = try activity.markedReader()
        let wanted = audience ?? marked.map(Audience.account) ?? (inbound?.isTargeted == true ? .sender : .everyone)
        if let marked, wanted == .everyone {
            throw AppError(
                .audience,
                "The message is marked for \(marked) alone, and cannot be sent to everyone: take its recipient away, or say visibleTo: .account(…)"
            )
        }
        if reference.isPersonal { return try resolvePersonal(wanted, marked: marked, person: reference.user) }
        let reader: AccountID
        switch wanted.kind {
        case .everyone: return .everyone
        case .account(let id): reader = id
        case .sender: reader = reference.user?.id ?? ""
        }
        guard !reader.isEmpty else {
            throw AppError(
                .incompleteReference, "The conversation reference names no user, so there is no sender to show it to")
        }
        guard marked == nil || marked == reader else { throw .twoReaders }
        return .account(reader)
    }

    /// In a chat of two one person reads everything: what is for that one alone is sent like any message, and what is
    /// for somebody else is not sent.
    private static func resolvePersonal(
        _ wanted: Audience, marked: AccountID?, person: Account?
    ) throws(AppError) -> Audience {
        var readers = marked.map { [$0] } ?? []
        if case .account(let id) = wanted.kind { readers.append(id) }
        for reader in readers where person?.isKnown(as: reader) != true {
            guard person?.id != nil || person?.directoryID != nil else {
                throw AppError(
                    .incompleteReference,
                    "The reference of this personal chat names no user, so nobody knows whether \(reader) reads it: store the whole reference, or send without visibleTo"
                )
            }
            throw AppError(.audience, "This is a personal chat of somebody else; \(reader) does not read it")
        }
        return person?.id.map(Audience.account).flatMap { wanted == .everyone ? nil : $0 } ?? .everyone
    }

    /// Another activity of the same audience, elsewhere in the conversation.
    func replacing(_ activity: Activity, _ reference: ConversationReference) -> Outgoing {
        Outgoing(activity: activity, reference: reference, audience: audience, isTargeted: isTargeted)
    }

    private init(activity: Activity, reference: ConversationReference, audience: Audience, isTargeted: Bool) {
        self.activity = activity
        self.reference = reference
        self.audience = audience
        self.isTargeted = isTargeted
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

extension Activity {
    /// The one person that it is marked for; nil when it is for everyone.
    ///
    /// - Throws: ``AppError`` for one that is marked and names nobody, or that is marked where nobody would look.
    func markedReader() throws(AppError) -> AccountID? {
        if let problem = audienceProblem { throw AppError(.audience, problem) }
        return isTargeted ? recipient?.id : nil
    }
}

extension AppError {
    /// Two places say who alone may see the message, and they do not say the same.
    static let twoReaders = AppError(
        .audience, "The message is marked for one person, and is to be sent to another: nobody got it")
}

extension ActivityID {
    /// Whether nothing but white space is written.
    var isBlank: Bool { rawValue.allSatisfy(\.isWhitespace) }
}

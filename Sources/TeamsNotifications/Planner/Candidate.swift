internal import TeamsModels

/// Somebody, or some place, that an audience means.
struct Candidate: Sendable {
    /// What the registry knows; of somebody whose chat is not known, only who it is.
    var recipient: Recipient
    /// The conversation with the thread that is meant, where one is.
    var thread: ConversationID?
    /// Who alone sees it there.
    var reader: Roster.Person?
    /// Where it goes past the bot; nil for a conversation.
    var beyond: DeliveryTarget?
    /// Why nothing can be sent; nil when something can.
    var obstacle: DeliveryCode?

    init(_ recipient: Recipient, thread: ConversationID? = nil, obstacle: DeliveryCode? = nil) {
        self.recipient = recipient
        self.thread = thread
        self.obstacle = obstacle ?? recipient.obstacle
    }

    /// Where it goes.
    var target: DeliveryTarget {
        if let beyond { return beyond }
        let tenant = recipient.tenant ?? ""
        let conversation = thread ?? (recipient.isKnown ? recipient.conversation : nil)
        if let reader {
            var target = DeliveryTarget(
                conversation: conversation, tenant: tenant, user: reader.user, account: reader.account)
            target.isTargeted = true
            return target
        }
        guard recipient.type == .personal else { return DeliveryTarget(conversation: conversation, tenant: tenant) }
        return DeliveryTarget(
            conversation: conversation, tenant: tenant, user: recipient.user, account: recipient.account)
    }

    /// The place of the conversation in the registry, if it is meant as a whole.
    var registryPlace: Int64? {
        recipient.isKnown && thread == nil && reader == nil && beyond == nil ? recipient.place : nil
    }

    /// The person's ids, by either of which wishes may be stored; empty where nobody in particular is meant.
    var personIDs: [String] {
        if let reader { return [reader.user, reader.account?.rawValue].compactMap(\.self) }
        guard recipient.type == .personal else { return [] }
        return [recipient.user, recipient.account?.rawValue].compactMap(\.self)
    }
}

extension Recipient {
    /// Why nothing can be sent there; nil when nothing says so. As it is looked at again before it is sent.
    fileprivate var obstacle: DeliveryCode? {
        guard isKnown else { return nil }
        return !isInstalled ? .notInstalled : closure == nil ? nil : .unreachable
    }
}

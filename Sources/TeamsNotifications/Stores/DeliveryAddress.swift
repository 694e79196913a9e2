package import TeamsModels

/// What a request needs to know of a stored conversation beside its id: the little that thousands can be held of.
package struct DeliveryAddress: Sendable, Hashable {
    /// Where requests about it go.
    package var service: String?
    package var type: ConversationType?
    /// The person of a personal chat, where the delivery does not say.
    package var account: AccountID?

    package init(service: String?, type: ConversationType?, account: AccountID? = nil) {
        self.service = service
        self.type = type
        self.account = account
    }

    package init(_ reference: ConversationReference) {
        self.init(
            service: reference.serviceUrl, type: reference.conversation?.conversationType,
            account: reference.user?.id)
    }

    /// The conversation as a delivery names it.
    func reference(to conversation: ConversationID, of target: DeliveryTarget) -> ConversationReference {
        var reference = ConversationReference()
        reference.serviceUrl = service
        reference.conversation = Conversation(conversation, type: type, tenantId: target.tenant)
        if !target.isTargeted, let account = account ?? target.account {
            reference.user = Account(account)
            reference.user?.aadObjectId = target.user
        }
        return reference
    }
}

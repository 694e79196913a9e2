public import TeamsModels

/// Where a delivery goes: a conversation, a person whose chat is not known yet, or one person inside a conversation.
public struct DeliveryTarget: Sendable, Hashable {
    /// The conversation, with the thread when it goes into one; nil until the person's chat is opened.
    public var conversation: ConversationID?
    /// The organisation, in small letters: deliveries of one organisation share one allowance.
    public var tenant: TenantID
    /// The person, by the id in Microsoft Entra: of a personal chat, or the one who sees a targeted message.
    public var user: String?
    /// The person, by the id in conversations.
    public var account: AccountID?
    /// Whether ``account`` alone sees it, in a conversation of several.
    public var isTargeted = false

    /// A conversation.
    public init(conversation: ConversationID?, tenant: TenantID, user: String? = nil, account: AccountID? = nil) {
        self.conversation = conversation
        self.tenant = TenantID(rawValue: tenant.rawValue.lowercased())
        self.user = user
        self.account = account
    }

    /// What makes two targets of one notification the same: nobody gets it twice there.
    package var key: String {
        let base = conversation.map(\.rawValue) ?? "person:\((user ?? account?.rawValue ?? "").lowercased())"
        return isTargeted ? "\(base)#\(account?.rawValue ?? "")" : base
    }
}

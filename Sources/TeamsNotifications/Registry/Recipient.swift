package import TeamsModels

/// What planning needs to know of one conversation of the registry: read from columns, a million a few seconds.
package struct Recipient: Sendable, Hashable {
    /// Its place in the order in which the store learnt of conversations.
    package var place: Int64
    package var conversation: ConversationID
    package var type: ConversationType?
    /// In small letters.
    package var tenant: TenantID?
    /// The person of a personal chat, by the id in Microsoft Entra, in small letters.
    package var user: String?
    package var account: AccountID?
    package var team: TeamID?
    /// The channel's name, the chat's topic, the person's name.
    package var name: String?
    package var locale: String?
    package var timeZone: String?
    /// Whether the app is installed there; of a channel, in its team.
    package var isInstalled: Bool
    /// Why sending there is useless; nil when nothing says so.
    package var closure: String?
}

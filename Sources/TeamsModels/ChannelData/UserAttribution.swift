public import JSONKit

/// Whom a message of the bot speaks for: Teams shows "Ines via Harbor" as its author.
///
/// - SeeAlso: Microsoft, Respond to the task module submit action, "User attribution for bots messages".
public struct UserAttribution: WireObject {
    /// Its number; 0.
    public var itemID: Int?
    /// What kind of account it is: `person`.
    public var mentionType: String?
    /// The account, by its id in conversations.
    public var account: AccountID?
    /// The name that is shown.
    public var displayName: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Speaks for `account`.
    public init(to account: Account) {
        itemID = 0
        mentionType = "person"
        self.account = account.id
        displayName = account.name
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<UserAttribution> = [
        .init("itemid", \.itemID),
        .init("mentionType", \.mentionType),
        .init("mri", \.account),
        .init("displayName", \.displayName),
    ]
}

extension Activity {
    /// Whom the message speaks for; empty when it speaks for the bot, or when what stands there is of another shape.
    public var attributions: [UserAttribution] {
        channelData?.onBehalfOf?.arrayValue?.compactMap { try? UserAttribution(json: $0) } ?? []
    }

    /// Says that the message speaks for `account`, in place of whoever was named before.
    public mutating func attribute(to account: Account) {
        var data = channelData ?? ChannelData()
        data.onBehalfOf = [UserAttribution(to: account).json]
        channelData = data
    }
}

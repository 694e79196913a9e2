public import TeamsModels

/// Who sees a message.
public struct Audience: Sendable, Hashable, Codable {
    enum Kind: Hashable, Codable, Sendable {
        case everyone
        case sender
        case account(AccountID)
    }
    let kind: Kind

    /// Everyone in the conversation.
    public static let everyone = Audience(kind: .everyone)

    /// Only who sent the activity that the bot answers, for up to 24 hours. In a personal chat it is a message
    /// like any other, since one person reads it anyway.
    public static let sender = Audience(kind: .sender)

    /// Only this member of the conversation, for up to 24 hours. In a personal chat with that person it is a
    /// message like any other; in one with somebody else it is not sent.
    public static func account(_ id: AccountID) -> Audience { Audience(kind: .account(id)) }

    /// The one who sees it; nil for everyone.
    public var onlyAccount: AccountID? {
        if case .account(let id) = kind { id } else { nil }
    }
}

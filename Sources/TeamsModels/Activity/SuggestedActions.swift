public import JSONKit

/// Buttons above the composer. At most three are shown, in one-to-one chats, and they must be
/// `imBack` or `Action.Submit`.
public struct SuggestedActions: WireObject {
    /// Who sees them; everyone when unset.
    public var to: [AccountID]?
    /// The buttons.
    public var actions: [CardAction]?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Buttons for `recipients`.
    public init(_ actions: [CardAction], to recipients: [AccountID]? = nil) {
        self.actions = actions
        to = recipients
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<SuggestedActions> = [
        .init("to", \.to),
        .init("actions", \.actions),
    ]
}

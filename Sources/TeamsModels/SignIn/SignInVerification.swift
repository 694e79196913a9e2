public import JSONKit

/// A popup ended (`signin/verifyState`).
public struct SignInVerification: WireObject {
    /// The six digits that it ended with. They are as good as the sign-in: they belong in no log.
    public var state: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SignInVerification> = [
        .init("state", \.state)
    ]
}

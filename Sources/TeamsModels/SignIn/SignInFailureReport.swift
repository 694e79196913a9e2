public import JSONKit

/// A client could not sign somebody in (`signin/failure`).
public struct SignInFailureReport: WireObject {
    /// What went wrong.
    public var code: SignInFailureCode?
    /// What the client says about it.
    public var message: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SignInFailureReport> = [
        .init("code", \.code),
        .init("message", \.message),
    ]
}

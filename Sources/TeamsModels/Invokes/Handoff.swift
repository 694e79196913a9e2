public import JSONKit

/// A conversation was handed over (`handoff/action`).
public struct Handoff: WireObject {
    /// What tells where to go on.
    public var continuation: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<Handoff> = [
        .init("continuation", \.continuation)
    ]
}

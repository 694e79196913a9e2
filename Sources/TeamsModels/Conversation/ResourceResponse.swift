public import JSONKit

/// The answer to a send, an update, an upload: the id of what was made, when there is one.
public struct ResourceResponse: WireObject {
    /// The id; missing when the service split the message, and for pieces of streams.
    public var id: ActivityID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ResourceResponse> = [
        .init("id", \.id)
    ]
}

public import JSONKit

/// One page of a roster.
public struct PagedMembers: WireObject {
    /// The people and bots of this page.
    public var members: [Account]?
    /// What to ask the next page with; nil on the last page. Opaque.
    public var continuationToken: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<PagedMembers> = [
        .init("members", \.members),
        .init("continuationToken", \.continuationToken),
    ]
}

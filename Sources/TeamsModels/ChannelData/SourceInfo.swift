public import JSONKit

/// Where in the client something came from.
public struct SourceInfo: WireObject {
    /// The place, for instance `message`.
    public var name: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SourceInfo> = [
        .init("name", \.name)
    ]
}

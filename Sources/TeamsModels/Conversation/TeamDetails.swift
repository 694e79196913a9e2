public import JSONKit

/// What the service tells about a team.
public struct TeamDetails: WireObject {
    /// The team.
    public var id: TeamID?
    /// Its name.
    public var name: String?
    /// `standard`, `sharedChannel` or `privateChannel`.
    public var type: String?
    /// Its group in Microsoft Entra: a GUID.
    public var aadGroupId: String?
    /// How many channels it has.
    public var channelCount: Int?
    /// How many members it has.
    public var memberCount: Int?
    /// The organisation.
    public var tenantId: TenantID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<TeamDetails> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("type", \.type),
        .init("aadGroupId", \.aadGroupId),
        .init("channelCount", \.channelCount),
        .init("memberCount", \.memberCount),
        .init("tenantId", \.tenantId),
    ]
}

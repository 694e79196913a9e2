public import JSONKit

/// A team in channel data.
public struct TeamInfo: WireObject {
    /// The team.
    public var id: TeamID?
    /// Its name; the new one after a renaming.
    public var name: String?
    /// Its group in Microsoft Entra: a GUID.
    public var aadGroupId: String?
    /// Its organisation, for shared channels.
    public var tenantId: TenantID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A team by its id.
    public init(_ id: TeamID, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<TeamInfo> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("aadGroupId", \.aadGroupId),
        .init("tenantId", \.tenantId),
    ]
}

public import JSONKit

/// An organisation.
public struct TenantInfo: WireObject {
    /// Its id in Microsoft Entra.
    public var id: TenantID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// An organisation by its id.
    public init(_ id: TenantID) { self.id = id }

    /// The members by their names on the wire.
    public static let members: WireMembers<TenantInfo> = [
        .init("id", \.id)
    ]
}

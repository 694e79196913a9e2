public import JSONKit

/// The value of an `agentLifecycle` event: what became of an agent's own identity.
///
/// Which members there are depends on the kind. They are known from SDKs only, so what is not named here stands in
/// ``extras``.
public struct AgentLifecycle: WireObject {
    /// The kind of the change, `AgenticUserEnabled` for instance: the activity's `valueType`.
    public var valueType: String?
    /// The organisation.
    public var tenantId: TenantID?
    /// The agent's user.
    public var agenticUserId: String?
    /// The agent's instance.
    public var agenticAppInstanceId: String?
    /// What the agent was made from.
    public var agentIdentityBlueprintId: String?
    /// The number of the change.
    public var version: Int?
    /// The kind of the change, as the value itself tells it.
    public var eventType: String?
    /// Why the agent was deleted.
    public var deletionReason: String?
    /// What the service sent beyond these members: the manager, the property that changed, when it expires.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<AgentLifecycle> = [
        .init("valueType", \.valueType),
        .init("tenantId", \.tenantId),
        .init("agenticUserId", \.agenticUserId),
        .init("agenticAppInstanceId", \.agenticAppInstanceId),
        .init("agentIdentityBlueprintId", \.agentIdentityBlueprintId),
        .init("version", \.version),
        .init("eventType", \.eventType),
        .init("deletionReason", \.deletionReason),
    ]
}

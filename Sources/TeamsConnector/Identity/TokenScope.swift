internal import JSONKit
public import TeamsModels

/// What a token is for: whose, and for which service.
public struct TokenScope: Sendable, Hashable {
    /// The tenant that is asked.
    public let tenantID: TenantID
    /// The service, for instance `https://api.botframework.com/.default`.
    public let scope: String

    package init(tenantID: TenantID, scope: String) {
        self.tenantID = tenantID
        self.scope = scope
    }
}

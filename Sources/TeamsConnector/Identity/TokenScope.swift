internal import JSONKit
public import TeamsModels

/// What a token is for: whose, and for which service.
public struct TokenScope: Sendable, Hashable {
    /// The tenant that is asked.
    public let tenantID: TenantID
    /// The service, for instance `https://api.botframework.com/.default`.
    public let scope: String

    /// The service as a managed identity is asked for it: without `/.default`.
    var resource: String { scope.hasSuffix("/.default") ? String(scope.dropLast("/.default".count)) : scope }

    package init(tenantID: TenantID, scope: String) {
        self.tenantID = tenantID
        self.scope = scope
    }
}

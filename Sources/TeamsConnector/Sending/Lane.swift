internal import TeamsModels

/// Which windows a request counts in, and whether it waits for the one before it.
struct Lane: Sendable, Hashable {
    /// Its conversation's.
    let scope: PacingScope
    /// Its organisation's.
    let tenant: PacingScope
    /// What the right host is remembered by.
    let subject: String

    /// - Parameter subject: the conversation unless said.
    init(_ scope: PacingScope, tenant: TenantID?, subject: String? = nil) {
        self.scope = scope
        self.tenant = .tenant(tenant)
        self.subject = subject ?? scope.id
    }

    /// Whether requests go one after the other: those that change a conversation, so that their order stays.
    var isExclusive: Bool { scope.kind == .sends }
}

package import TeamsModels

/// Which windows a request counts in, and whether it waits for the one before it.
package struct Lane: Sendable, Hashable {
    /// What a host is remembered by.
    enum Subject: Sendable, Hashable {
        case conversation(String)
        case tenant(String)
    }

    /// Its conversation's.
    package let scope: PacingScope
    /// Its organisation's.
    package let tenant: PacingScope
    /// As how many requests it counts.
    package var weight = 1

    package init(_ scope: PacingScope, tenant: TenantID?) {
        self.scope = scope
        self.tenant = .tenant(tenant)
    }

    /// Whether requests go one after the other: those that change a conversation, so that their order stays.
    var isExclusive: Bool { scope.kind == .sends || scope.kind == .webhook }

    /// The lane's conversation as those hold it who change it.
    var conversation: PacingScope { .sends(scope.id) }

    /// Of what the service may have said that another host serves it, the widest first; never empty. An organisation
    /// lives in one cloud, with all of its conversations.
    var subjects: [Subject] {
        let conversation = Subject.conversation(scope.id)
        return tenant.id.isEmpty ? [conversation] : [.tenant(tenant.id), conversation]
    }
}

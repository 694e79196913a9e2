extension World {
    /// The tenant with what follows from how strict the service is where nobody chose.
    var shownTenant: Workspace.Tenant {
        var shown = tenant
        shown.splitTextAndCard = splitsTextAndCard
        shown.redeliver = redelivers
        return shown
    }

    /// Whether a bot's message with text and attachments becomes two.
    var splitsTextAndCard: Bool { tenant.splitTextAndCard ?? rules.strict }

    /// Whether a bot that does not answer in time gets the same activity once more.
    var redelivers: Bool { tenant.redeliver ?? rules.strict }

    /// What the admins of the tenant switch; nil leaves a switch as it is.
    @discardableResult
    mutating func changeTenant(
        cloud: TenantCloud? = nil, readReceipts: Bool? = nil, blockedCode: BlockedCode? = nil,
        splitTextAndCard: Bool? = nil, redeliver: Bool? = nil, privateChannels: Bool? = nil, typing: Bool? = nil
    ) -> Workspace.Tenant {
        tenant.cloud = cloud ?? tenant.cloud
        tenant.readReceipts = readReceipts ?? tenant.readReceipts
        tenant.blockedCode = blockedCode ?? tenant.blockedCode
        tenant.splitTextAndCard = splitTextAndCard ?? tenant.splitTextAndCard
        tenant.redeliver = redeliver ?? tenant.redeliver
        tenant.privateChannels = privateChannels ?? tenant.privateChannels
        tenant.typing = typing ?? tenant.typing
        showWorkspace()
        return shownTenant
    }
}

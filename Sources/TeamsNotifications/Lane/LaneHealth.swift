package import TeamsModels

/// How a lane does: for the status, `/readyz`, `/metrics` and progress.
package struct LaneHealth: Sendable, Hashable {
    package var tenant: TenantID
    /// How many deliveries it holds in memory, and how many are on the wire.
    package var held = 0
    package var onTheWire = 0
    /// Requests of the last ten seconds, a second.
    package var pace = 0.0
    /// How many a second the service is believed to allow; less than documented after refusals.
    package var allowed = 50.0
    /// 429 answers since the start.
    package var throttled = 0
    /// Why it stands still, for people; nil when it does not.
    package var problem: String?

    /// Who serves the lane, of a store that processes share.
    package var lease: Lease?

    package init(tenant: TenantID) { self.tenant = tenant }
}

package import TeamsModels

/// What sends deliveries, as the rest of the engine sees it.
package protocol DeliveryDispatcher: Sendable {
    /// Sends what is due until ``beginShutdown()``; what is on the wire then is waited for.
    func run() async
    func beginShutdown()
    /// Work may be there, or has become due, or has changed: in one organisation, or anywhere.
    func wake(_ tenant: TenantID?)
    /// Drops what it holds and has not begun, and returns when nothing that matches is on the wire.
    func settle(_ matches: @escaping @Sendable (Delivery) -> Bool) async
    var health: [LaneHealth] { get }
    /// Why the ledger cannot be read or written, for people; nil when all is well.
    var storeProblem: String? { get }
}

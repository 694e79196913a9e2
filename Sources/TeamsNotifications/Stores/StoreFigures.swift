package import Foundation

/// What a store has to say of itself, for `/metrics`.
package struct StoreFigures: Sendable, Hashable {
    /// Deliveries that are planned, of notifications that go out: neither paused ones nor those that have ended count.
    package var waiting = 0
    /// When the earliest work that is not on the wire is or was due.
    package var earliestDue: Date?
    /// Places of the registry where nothing can be sent.
    package var unreachable = 0

    package init() {}
}

/// What one step of a removal did.
package struct DeliveryRemoval: Sendable, Hashable {
    /// How many deliveries are gone.
    package var deliveries: Int
    /// Whether another step would find more.
    package var hasMore: Bool

    package init(deliveries: Int, hasMore: Bool) {
        self.deliveries = deliveries
        self.hasMore = hasMore
    }
}

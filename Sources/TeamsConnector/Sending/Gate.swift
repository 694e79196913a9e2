/// The queue before one scope, while somebody holds it: who waits goes in the order of arrival.
struct Gate {
    /// What came of waiting.
    enum Entry: Hashable, Sendable {
        /// The gate is the caller's now.
        case taken
        /// The task was cancelled before.
        case cancelled
        /// Too many wait already.
        case full
    }
    typealias Waiter = CheckedContinuation<Entry, Never>

    private var waiters: [Int: Waiter] = [:]
    /// Tickets in the order of arrival; those of waiters that are gone are passed over.
    private var order: ArraySlice<Int> = []
    /// The holder, while it waits for the answer to something that is under way.
    var holder: CheckedContinuation<Void, Never>?

    /// How many wait.
    var count: Int { waiters.count }

    mutating func add(_ waiter: Waiter, ticket: Int) {
        waiters[ticket] = waiter
        order.append(ticket)
    }

    mutating func remove(_ ticket: Int) -> Waiter? { waiters.removeValue(forKey: ticket) }

    /// The one who has waited longest.
    mutating func removeFirst() -> Waiter? {
        while let ticket = order.popFirst() {
            if let waiter = waiters.removeValue(forKey: ticket) { return waiter }
        }
        return nil
    }
}

internal import LockKit
internal import SQLCore

/// Something that a task wants of the loop, and waits for.
final class Job: Sendable {
    enum Work: Sendable {
        /// A connection for itself.
        case lease
        /// Parts, each done as a whole or not at all when no transaction is open.
        case pipeline([[PostgresStatement]])
        /// Several statements in one text.
        case script(String)
    }

    enum Outcome: Sendable {
        case lease(Lease)
        case parts([PartOutcome<ResultHandle>])
        /// Nothing was sent.
        case refused(StoreError)
    }

    /// A connection that somebody has, by the number that it has in the pool, and by who has it.
    struct Lease: Hashable, Sendable {
        let link: Int
        let waiter: Int
    }

    let work: Work
    /// The connection that it is for; `nil` for any.
    let lease: Lease?
    /// How long it may take, once it has a connection.
    let limit: Duration?
    /// For when it is cancelled before the loop has got it.
    let isCancelled = Atomic(false)
    private struct Reply {
        var outcome: Outcome?
        var waiter: (@Sendable () -> Void)?
    }

    private let reply = Mutex(Reply())

    init(_ work: Work, on lease: Lease? = nil, limit: Duration?) {
        self.work = work
        self.lease = lease
        self.limit = limit
    }

    /// Sets who is told, once, that there is an outcome.
    func expect(_ waiter: @escaping @Sendable () -> Void) { reply.withLock { $0.waiter = waiter } }

    /// The outcome, after whoever waits for it was told.
    func takeOutcome() -> Outcome { reply.withLock { $0.outcome.take() } ?? .refused(.isClosed) }

    /// Answers who waits, once.
    func finish(_ outcome: Outcome) {
        let waiter = reply.withLock { reply in
            if reply.waiter != nil { reply.outcome = outcome }
            return reply.waiter.take()
        }
        waiter?()
    }
}

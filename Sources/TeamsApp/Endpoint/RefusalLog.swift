internal import LockKit
internal import ServiceKit
internal import TeamsConnector

/// Tells the log what was refused: the first at once, more as a count a minute.
final class RefusalLog: Sendable {
    private let tally = Mutex(RefusalTally())
    private let isPending = Atomic(false)
    private let time: Stopwatch
    private let logger: Log

    private let observation: Observation

    init(time: Stopwatch, logger: Log, observation: Observation = .none) {
        self.observation = observation
        self.time = time
        self.logger = logger
    }

    /// One was refused.
    func refused(status: Int, _ reason: String) {
        observation.count(.refusedDelivery(status: status))
        let now = time.elapsed
        // Where a body is at fault, the reason says where in it, which makes each another.
        let kind = "\(status) \(reason.prefix { $0 != ":" })"
        let (isWritten, before) = tally.withLock { tally in
            defer { isPending.store(tally.isPending, ordering: .relaxed) }
            return tally.refused(kind, at: now)
        }
        write(before)
        if isWritten { logger.notice("Refused a request", ["status": "\(status)", "reason": reason]) }
    }

    /// One was let in: writes what is due.
    func admitted() {
        guard isPending.load(ordering: .relaxed) else { return }
        let now = time.elapsed
        write(
            tally.withLock { tally in
                defer { isPending.store(tally.isPending, ordering: .relaxed) }
                return tally.due(at: now)
            })
    }

    /// Writes what was counted so far.
    func flush() {
        write(tally.withLock { $0.close() })
    }

    private func write(_ summary: RefusalTally.Summary?) {
        guard let summary else { return }
        logger.notice("Refused more requests", ["count": "\(summary.count)", "reasons": summary.reasons])
    }
}

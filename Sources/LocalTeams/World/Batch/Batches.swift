internal import JSONKit

/// The batch operations: those at work, those that wait for their turn, and those that are over and still known.
struct Batches: Sendable, Equatable {
    private var operations = Table<BatchID, BatchOperation>(.batch)
    private var progress = Table<BatchID, BatchProgress>(.batchProgress)
    private var failures = Table<BatchFailure.Key, BatchFailure>(.batchFailure)
    /// By bot, those that are not over; the first is at work.
    private var lines: [AppID: [BatchID]] = [:]
    /// By bot, those that are over, the oldest first.
    private var finished: [AppID: [BatchID]] = [:]
    /// How often each bot started one. Not stored.
    private var starts: [AppID: RequestWindow] = [:]

    init() {}

    /// What became of an entry.
    struct Outcome: Sendable {
        let status: Int
        /// Why it failed.
        var failure: (id: String, error: String)?
    }

    func operation(_ id: BatchID) -> BatchOperation? { operations[id] }

    func progress(of id: BatchID) -> BatchProgress? { progress[id] }

    /// The failed entries from `place` on, at most `count`.
    func failures(of id: BatchID, from place: Int, count: Int) -> [BatchFailure] {
        let all = progress[id]?.failed ?? 0
        guard place >= 0, place < all else { return [] }
        return (place..<min(all, place + count)).compactMap { failures[BatchFailure.Key(operation: id, place: $0)] }
    }

    /// How many operations of a bot are not over.
    func unfinished(of bot: AppID) -> Int { lines[bot]?.count ?? 0 }

    /// How many entries are tried before an operation is done: its own, and those of the ones before it.
    func entriesLeft(until id: BatchID, of bot: AppID) -> Int {
        var left = 0
        for other in lines[bot] ?? [] {
            left += (operations[other]?.recipients.count ?? 0) - (progress[other]?.done ?? 0)
            if other == id { break }
        }
        return left
    }

    /// When the next entries are due.
    var nextStep: Instant? { lines.values.compactMap { $0.first.flatMap { progress[$0]?.due } }.min() }

    /// The operation whose entries are due first, if they are due at `instant`.
    func next(dueAt instant: Instant) -> BatchOperation? {
        var first: (operation: BatchOperation, due: Instant)?
        for line in lines.values {
            guard let id = line.first, let operation = operations[id], let due = progress[id]?.due, due <= instant
            else { continue }
            if let first, (first.due, first.operation.serial) < (due, operation.serial) { continue }
            first = (operation, due)
        }
        return first?.operation
    }

    /// How long a bot must wait until it may start another. A start that need not wait is counted.
    mutating func waitBeforeStart(of bot: AppID, at now: Instant) -> Duration? {
        var window = starts[bot, default: RequestWindow()]
        if let wait = window.wait(at: now, under: BatchRules.starts) { return wait }
        window.count(at: now, under: BatchRules.starts)
        starts[bot] = window
        return nil
    }

    mutating func takeChanges(into records: inout [RecordChange]) {
        operations.takeChanges(into: &records)
        progress.takeChanges(into: &records)
        failures.takeChanges(into: &records)
    }
}

extension Batches {
    /// A new operation takes its place in its bot's line.
    mutating func add(_ operation: BatchOperation, at now: Instant) {
        forgetFinished(of: operation.bot, at: now)
        operations.put(operation)
        progress.put(BatchProgress(operation: operation.id, due: now + BatchRules.interval))
        lines[operation.bot, default: []].append(operation.id)
        if operation.recipients.isEmpty { end(operation, .completed, at: now) }
    }

    /// Entries were tried, at `now`.
    mutating func advance(_ operation: BatchOperation, _ outcomes: [Outcome], at now: Instant) {
        guard var after = progress[operation.id] else { return }
        for outcome in outcomes {
            after.done += 1
            after.statuses.count(outcome.status)
            guard let failure = outcome.failure else { continue }
            failures.put(
                BatchFailure(
                    operation: operation.id, place: after.failed, id: failure.id, error: failure.error))
            after.failed += 1
        }
        after.due = now + BatchRules.interval
        progress.put(after)
        if after.done >= operation.recipients.count { end(operation, .completed, at: now) }
    }

    /// An operation is over, and the next of its bot begins.
    mutating func end(_ operation: BatchOperation, _ state: BatchProgress.State, at now: Instant) {
        guard progress[operation.id]?.state == .ongoing else { return }
        progress.change(operation.id) { progress in
            progress.state = state
            progress.due = nil
            progress.finished = now
        }
        finished[operation.bot, default: []].append(operation.id)
        guard var line = lines[operation.bot] else { return }
        let wasAtWork = line.first == operation.id
        line.removeAll { $0 == operation.id }
        lines[operation.bot] = line.isEmpty ? nil : line
        if wasAtWork, let next = line.first { progress.change(next) { $0.due = now + BatchRules.interval } }
    }

    /// Whether an operation was over so long ago that nobody knows it any more.
    func isForgotten(_ id: BatchID, at now: Instant) -> Bool {
        guard let progress = progress[id] else { return true }
        guard let finished = progress.finished else { return false }
        return finished + BatchRules.memory <= now
    }

    private mutating func forgetFinished(of bot: AppID, at now: Instant) {
        guard var known = finished[bot] else { return }
        while let id = known.first, known.count >= BatchRules.maxFinished || isForgotten(id, at: now) {
            known.removeFirst()
            let failed = progress[id]?.failed ?? 0
            for place in 0..<failed { failures.remove(BatchFailure.Key(operation: id, place: place)) }
            progress.remove(id)
            operations.remove(id)
        }
        finished[bot] = known.isEmpty ? nil : known
    }
}

extension Batches {
    /// The operations that were stored as these records.
    init(records: some Sequence<Record>) throws(WorldError) {
        self.init()
        var failed: [BatchID: Int] = [:]
        for record in records {
            switch record.kind {
            case .batch: try operations.restore(record)
            case .batchProgress: try progress.restore(record)
            case .batchFailure: failed[try failures.restore(record).operation, default: 0] += 1
            default: break
            }
        }
        guard operations.count == progress.count else {
            throw WorldError(message: "the stored workspace is damaged: a batch operation has lost its progress")
        }
        for operation in operations.inOrder {
            guard let progress = progress[operation.id], progress.done <= operation.recipients.count,
                progress.failed == failed[operation.id, default: 0], progress.failed <= progress.done
            else {
                throw WorldError(message: "the stored workspace is damaged at batch \(operation.id)")
            }
            if progress.state == .ongoing {
                lines[operation.bot, default: []].append(operation.id)
            }
        }
        // Of those that ended at once the one that was started first.
        let ends = operations.values.compactMap { operation in
            progress[operation.id]?.finished.map { (operation, end: $0) }
        }
        for (operation, _) in ends.sorted(by: { ($0.end, $0.0.serial) < ($1.end, $1.0.serial) }) {
            finished[operation.bot, default: []].append(operation.id)
        }
    }
}

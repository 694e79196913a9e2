internal import Foundation
package import ServiceKit

/// A thread on which a whole test runs, and a clock that moves on when nothing is left to run: time passes only while
/// everybody waits for it. So what takes an hour takes as long as its work, and comes out the same each time.
///
/// `@unchecked`: the jobs, the limit, the mover, and whether it is over, busy or moving are read and changed under the
/// condition's lock alone; all else is immutable.
package final class VirtualTime: TaskExecutor, @unchecked Sendable {
    package let clock = ManualClock()
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isOver = false
    private var limit: Duration?
    private var isBusy: @Sendable () -> Bool = { false }
    private var mover: (@Sendable (ManualClock.Instant) async -> Void)?
    private var isMoving = false

    /// The clock stands still while work goes on elsewhere, such as on the threads of a database.
    package func standsStill(while isBusy: @escaping @Sendable () -> Bool) {
        condition.lock()
        self.isBusy = isBusy
        condition.unlock()
    }

    /// The clock is moved by `mover`, which others watch too, in place of directly.
    package func moves(by mover: @escaping @Sendable (ManualClock.Instant) async -> Void) {
        condition.lock()
        self.mover = mover
        condition.unlock()
    }

    /// The clock goes so far, and stands still there, until it is let go on.
    package func go(to limit: Duration?) {
        condition.lock()
        self.limit = limit
        condition.signal()
        condition.unlock()
    }

    /// Moves the clock to whom it wakes next. - Returns: whether somebody sleeps, and no longer than the clock may go.
    private func advance() -> Bool {
        guard let next = clock.nextDeadline else { return false }
        condition.lock()
        let limit = limit
        let isBusy = isBusy
        let mover = mover
        let isMoving = isMoving
        condition.unlock()
        if isMoving || isBusy() { return false }
        if let limit, next.offset > limit { return false }
        guard let mover else {
            clock.advance(to: next)
            return true
        }
        setMoving(true)
        Task(executorPreference: self) {
            await mover(next)
            self.setMoving(false)
        }
        return true
    }

    private func setMoving(_ isMoving: Bool) {
        condition.lock()
        self.isMoving = isMoving
        condition.unlock()
    }

    /// Runs `body` on the thread, with the clock.
    package static func run<Value: Sendable>(
        _ body: @escaping @Sendable (VirtualTime) async throws -> Value
    ) async throws -> Value {
        let virtual = VirtualTime()
        let thread = Thread { virtual.work() }
        thread.stackSize = 8 << 20
        thread.start()
        defer { virtual.finish() }
        return try await withTaskExecutorPreference(virtual) { try await body(virtual) }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    /// How long the clock has run.
    package var now: Duration { clock.now.offset }

    private func work() {
        while true {
            condition.lock()
            var batch = jobs
            jobs.removeAll(keepingCapacity: true)
            if batch.isEmpty, isOver {
                condition.unlock()
                return
            }
            condition.unlock()
            if batch.isEmpty, !advance() {
                condition.lock()
                if jobs.isEmpty, !isOver { _ = condition.wait(until: Date(timeIntervalSinceNow: 0.001)) }
                batch = jobs
                jobs.removeAll(keepingCapacity: true)
                condition.unlock()
            }
            for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }

    private func finish() {
        condition.lock()
        isOver = true
        condition.signal()
        condition.unlock()
    }
}

internal import CLibSystem
internal import LockKit

/// Runs Swift tasks on an event loop's thread, so that answering a request costs no change of threads.
///
/// `@unchecked`: `local` and `localCommands` are touched by the loop's thread alone. That thread is the only one that
/// ``isCurrent`` is true for (its id is set before it runs anything), and every use of them is behind that check or in
/// a method that the loop calls. All else is immutable, atomic, or behind the mutex.
final class LoopExecutor: TaskExecutor, @unchecked Sendable {
    private let inbox = Mutex(Inbox())
    private var local: [UnownedJob] = []
    private var localCommands: [LoopCommand] = []
    private let owner = Atomic<UInt>(0)
    private let isSignalled = Atomic(false)
    private let wakeup: Wakeup

    private struct Inbox {
        var jobs: [UnownedJob] = []
        var commands: [LoopCommand] = []
        var isFinished = false
    }

    /// - Throws: when the system has no descriptor left.
    init() throws(HTTPServerError) {
        wakeup = try Wakeup()
    }

    /// Becomes readable when another thread has left something; the loop watches it.
    var wakeDescriptor: CInt { wakeup.descriptor }

    var isCurrent: Bool { owner.load(ordering: .relaxed) == csystem_thread() }

    /// Says that the calling thread is the loop's.
    func attach() { owner.store(csystem_thread(), ordering: .relaxed) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent { return local.append(job) }
        let isFinished = inbox.withLock { inbox in
            if !inbox.isFinished { inbox.jobs.append(job) }
            return inbox.isFinished
        }
        // After the loop's end: a task that borrowed this executor and outlived its request.
        if isFinished { return globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
        wake()
    }

    /// Leaves something for the loop to do. Dropped, and false, when the loop has ended.
    @discardableResult
    func post(_ command: LoopCommand) -> Bool {
        if isCurrent {
            localCommands.append(command)
            return true
        }
        let isFinished = inbox.withLock { inbox in
            if !inbox.isFinished { inbox.commands.append(command) }
            return inbox.isFinished
        }
        if !isFinished { wake() }
        return !isFinished
    }

    private func wake() {
        if isSignalled.exchange(true, ordering: .acquiringAndReleasing) { return }
        wakeup.signal()
    }

    // MARK: On the loop's thread

    var hasWork: Bool { !local.isEmpty || !localCommands.isEmpty }

    /// What the loop's own tasks want of it.
    func takeCommands() -> [LoopCommand] {
        guard !localCommands.isEmpty else { return [] }
        defer { localCommands = [] }
        return localCommands
    }

    /// Takes in what other threads have left, once ``wakeDescriptor`` is readable.
    func takeInbox() {
        wakeup.clear()
        isSignalled.store(false, ordering: .sequentiallyConsistent)
        let (jobs, commands) = inbox.withLock { inbox in
            defer { (inbox.jobs, inbox.commands) = ([], []) }
            return (inbox.jobs, inbox.commands)
        }
        local.append(contentsOf: jobs)
        localCommands.append(contentsOf: commands)
    }

    /// Runs the jobs that are there now, and not those that they add: the sockets get their turn first.
    func runJobs() {
        let jobs = local
        local = []
        for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// Takes nothing more; what is left, and what still comes, runs on the global executor.
    func finish() {
        let left = inbox.withLock { inbox in
            inbox.isFinished = true
            defer { inbox.jobs = [] }
            return inbox.jobs
        }
        for job in local + left { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
        local = []
        owner.store(0, ordering: .relaxed)
    }
}

/// What another thread wants of an event loop.
enum LoopCommand {
    case adopt(CInt, peer: String)
    case resumeAccepting
    /// Close so many connections that are of no use to anybody.
    case makeRoom(Int)
    case drain
    case abort
    case webSocket(ConnectionToken, WebSocket.Signal)
    /// Pass on what waits for the reader of a request's body, or of an answer's writer.
    case body(ConnectionToken)
}

/// Names a connection of a loop; no later one has the same name.
struct ConnectionToken: Hashable, Sendable {
    var slot: UInt32
    var generation: UInt32

    var rawValue: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}
extension ConnectionToken {
    init(rawValue: UInt64) {
        slot = UInt32(truncatingIfNeeded: rawValue)
        generation = UInt32(truncatingIfNeeded: rawValue >> 32)
    }
}

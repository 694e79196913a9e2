internal import Foundation
internal import LockKit
internal import SQLCore
internal import ServiceKit

/// The thread that has all connections: it waits for their sockets, and for what tasks want.
///
/// `@unchecked`: the inbox is behind a mutex, and what is said to be the thread's own is touched by it alone; it starts
/// when everything is set, and the one value that outlives it is the inbox.
final class PoolLoop: @unchecked Sendable {
    enum Command {
        case start(Job)
        case cancel(Job)
        case giveBack(Job.Lease)
        case opened(Int, Result<LinkHandle, StoreError>)
        /// A request to stop has reached the server, or has failed.
        case told(Int)
        case listen(Listener)
        case endListening(Listener)
    }

    private struct Inbox {
        var commands: [Command] = []
        var isRunning = false
        var isClosing = false
        var isAborted = false
        /// The thread has ended: nothing is taken any more.
        var isClosed = false
    }

    let address: PostgresAddress
    let configuration: PostgresPool.Configuration
    private let wakeup: LoopWakeup
    private let inbox = Mutex(Inbox())
    private let begin = ContinuousClock.now

    // MARK: The thread's own

    var pool: PoolState
    var links: [Int: Link] = [:]
    /// The jobs that have no connection yet, or are done on any, by the number that the pool knows them by.
    var waiting: [Int: Job] = [:]
    var numbers: [ObjectIdentifier: Int] = [:]
    var nextWaiter = 1
    var agenda: [PoolState.Action] = []
    var isPerforming = false
    /// Whether the server was ever reached.
    var wasReached = false
    var isFinished = false
    var listeners: [Int: ListenerState] = [:]
    var nextListener = -1

    init(_ address: PostgresAddress, _ configuration: PostgresPool.Configuration) throws(StoreError) {
        self.address = address
        self.configuration = configuration
        wakeup = try LoopWakeup()
        pool = PoolState(configuration.limits, place: address.description)
    }

    var now: Duration { begin.duration(to: .now) }

    // MARK: From any thread

    /// Starts the thread. - Parameter ended: called once, when it has ended.
    func start(_ ended: @escaping @Sendable () -> Void) throws(StoreError) {
        let isFirst = inbox.withLock { inbox in
            defer { inbox.isRunning = true }
            return !inbox.isRunning
        }
        precondition(isFirst, "a pool runs once")
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "postgres") { [self] in
                run()
                ended()
            }
        } catch {
            refuseEverything()
            throw StoreError(.failed, "the system has no thread for the database: \(error)")
        }
    }

    func beginShutdown() {
        let isRunning = inbox.withLock { inbox in
            inbox.isClosing = true
            return inbox.isRunning
        }
        if isRunning { wakeup.signal() } else { refuseEverything() }
    }

    /// Ends the thread without waiting for anything.
    func abort() {
        inbox.withLock { $0.isAborted = true }
        wakeup.signal()
    }

    /// Has the job done, and waits for it. Unless the loop ends at once, its outcome is what the server says, also when
    /// the task is cancelled: then the server is told to stop.
    func perform(_ job: Job, isCancellable: Bool = true) async -> Job.Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                job.expect { continuation.resume() }
                submit(job)
            }
            return job.takeOutcome()
        } onCancel: {
            if isCancellable { cancel(job) }
        }
    }

    /// Hands a job to the thread, whose reply is set.
    func submit(_ job: Job) {
        guard !job.isCancelled.load(ordering: .sequentiallyConsistent) else {
            return job.finish(.refused(.wasCancelled))
        }
        let most = configuration.maxWaiting
        let refusal = inbox.withLock { inbox -> StoreError? in
            // The thread counts who waits, once it is there.
            if !inbox.isRunning, inbox.commands.count >= most {
                return StoreError(.tooManyWait, "\(most) wait for connections to \(address), which is not used yet")
            }
            return nil
        }
        if let refusal { return job.finish(.refused(refusal)) }
        if !post(.start(job)) { job.finish(.refused(.isClosed)) }
    }

    private func cancel(_ job: Job) {
        job.isCancelled.store(true, ordering: .sequentiallyConsistent)
        let isRunning = inbox.withLock { $0.isRunning && !$0.isClosed }
        if isRunning { post(.cancel(job)) } else { job.finish(.refused(.wasCancelled)) }
    }

    /// - Returns: false when the thread has ended.
    @discardableResult
    func post(_ command: Command) -> Bool {
        let (isTaken, isFirst) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            inbox.commands.append(command)
            return (true, inbox.commands.count == 1)
        }
        if isFirst { wakeup.signal() }  // the thread takes all that there are by then
        return isTaken
    }

    // MARK: The thread's work

    private func run() {
        perform(pool.start(at: now))
        var isClosing = false
        while !isFinished {
            let (commands, closes, isAborted) = inbox.withLock { inbox in
                defer { inbox.commands = [] }
                return (inbox.commands, inbox.isClosing, inbox.isAborted)
            }
            commands.forEach(obey)
            if isAborted { break }
            if closes, !isClosing {
                isClosing = true
                endListeners()
                perform(pool.beginShutdown(at: now))
            }
            serveTimers()
            if !isFinished { wait() }
        }
        endListeners()
        for link in Array(links.values) {
            // A server notices late that nobody is there any more for whom it works.
            if link.flight != nil { tell(link) }
            lose(link, .isClosed)
        }
        refuseEverything()
        for job in waiting.values { job.finish(.refused(.isClosed)) }
        waiting = [:]
    }

    private func obey(_ command: Command) {
        switch command {
        case .start(let job): begin(job)
        case .cancel(let job): stop(job)
        case .giveBack(let lease): giveBack(lease)
        case .opened(let number, let result): opened(number, result)
        case .told(let number):
            guard let link = links[number] else { return }
            link.isTelling = false
            link.flight?.due = now
            proceed(link)
        case .listen(let listener): listen(listener)
        case .endListening(let listener): endListening(listener)
        }
    }

    /// Waits for sockets and the inbox, and serves what has come.
    private func wait() {
        let watched = Array(links.values)
        var entries = [pollfd(fd: wakeup.descriptor, events: CShort(POLLIN), revents: 0)]
        for link in watched {
            let events = CShort(POLLIN) | (link.hasOutput ? CShort(POLLOUT) : 0)
            entries.append(pollfd(fd: link.handle.descriptor, events: events, revents: 0))
        }
        let left = nextTimer.map { (($0 - now) / .milliseconds(1)).rounded(.up) }
        guard poll(&entries, nfds_t(entries.count), left.map { CInt(min(max($0, 0), 60_000)) } ?? -1) > 0 else {
            return
        }
        if entries[0].revents != 0 { wakeup.clear() }
        for (link, entry) in zip(watched, entries.dropFirst()) where entry.revents != 0 && links[link.number] === link {
            serve(link)
        }
    }

    /// Answers all who wait, and all who come from now on.
    private func refuseEverything() {
        let commands = inbox.withLock { inbox in
            defer { inbox.commands = [] }
            inbox.isClosed = true
            return inbox.commands
        }
        for command in commands {
            switch command {
            case .start(let job): job.finish(.refused(.isClosed))
            case .listen(let listener): listener.end()
            case .cancel, .giveBack, .opened, .told, .endListening: break
            }
        }
    }
}

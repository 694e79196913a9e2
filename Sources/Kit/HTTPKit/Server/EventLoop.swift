internal import CLibSystem
internal import LockKit
internal import ServiceKit

/// One thread that serves its share of the connections, and runs their handlers in between.
///
/// `@unchecked`: everything but the constants and ``connectionCount``, an atomic, belongs to the loop's thread. It is
/// touched in ``run()``, which is that thread, and by the tasks that prefer ``executor``, whose code runs there too;
/// ``complete(_:_:)`` checks that.
final class EventLoop: @unchecked Sendable {
    /// Tokens of what is no connection; their slots are never given out.
    static let wakeToken = UInt64.max
    static let listenerToken = UInt64.max - 1

    let executor: LoopExecutor
    let context: ServerContext
    let poller: Poller
    /// How many connections this loop has, with those on their way to it. The acceptor adds, the loop subtracts.
    let connectionCount = Atomic(0)
    var acceptor: Acceptor?
    private(set) var now = Instant.now
    let buffer = ReadBuffer()
    private var date = HTTPDate()
    private(set) var dateLine: [UInt8] = []
    private(set) var slots: [LoopConnection?] = []
    private var free: [ConnectionToken] = []
    private var openCount = 0
    /// Connections that had more to do when their turn was over.
    var pending: [LoopConnection] = []
    var runningTasks = 0
    /// What is left of connections that are gone.
    var orphans: [ConnectionToken: Orphan] = [:]
    private(set) var isDraining = false
    /// When to look at the deadlines; never after the earliest of them.
    var nextTick: Instant?
    /// When to give memory back to the system.
    var trimTime: Instant?

    init(_ context: ServerContext, executor: LoopExecutor) throws(HTTPServerError) {
        self.context = context
        self.executor = executor
        poller = try Poller()
        try poller.watchInput(executor.wakeDescriptor, token: Self.wakeToken)
    }

    // MARK: The thread

    /// Works until it has drained.
    func run() {
        executor.attach()
        while !isFinished {
            let count = poller.wait(milliseconds: patience)
            now = .now
            dateLine = date.line(at: time(nil))
            for index in 0..<count { handle(poller.event(index)) }
            for command in executor.takeCommands() { handle(command) }
            servePending()
            executor.runJobs()
            if let nextTick, nextTick <= now { tick() }
        }
        executor.finish()
    }

    private var isFinished: Bool { isDraining && openCount == 0 && runningTasks == 0 && acceptor == nil }

    private var patience: CInt {
        if executor.hasWork || !pending.isEmpty { return 0 }
        guard let nextTick else { return -1 }
        return CInt(min(max((nextTick - now).wholeMilliseconds, -1), 59_999) + 1)
    }

    private func handle(_ event: PollerEvent) {
        switch event.token {
        case Self.wakeToken: executor.takeInbox()
        case Self.listenerToken: acceptor?.accept(into: self)
        default:
            guard let connection = connection(ConnectionToken(rawValue: event.token)) else { return }
            if event.isBroken { return close(connection) }
            if event.hasEnded { connection.hasEnded = true }
            if event.isReadable || event.hasEnded { connection.isReadable = true }
            if event.isWritable { connection.isWritable = true }
            serve(connection)
        }
    }

    private func handle(_ command: LoopCommand) {
        switch command {
        case .adopt(let socket, let peer): adopt(socket, peer: peer)
        case .resumeAccepting: acceptor?.resume(self)
        case .makeRoom(let count): makeRoom(count)
        case .drain: drain()
        case .abort: abort()
        case .webSocket(let token, let signal):
            guard let connection = connection(token) else { return }
            if signal == .output { takeOutput(connection) }
            serve(connection)
        case .body(let token):
            if let connection = connection(token) { serve(connection) }
        }
    }

    // MARK: Connections

    /// Takes over a socket that is already counted.
    func adopt(_ socket: CInt, peer: String) {
        let token = free.popLast() ?? ConnectionToken(slot: UInt32(slots.count), generation: 0)
        let http = HTTPConnection(limits: context.http, now: now)
        let connection = LoopConnection(token: token, socket: socket, peer: peer, http: http)
        if Int(token.slot) == slots.count { slots.append(connection) } else { slots[Int(token.slot)] = connection }
        openCount += 1
        guard (try? poller.watchConnection(socket, token: token.rawValue)) != nil else { return close(connection) }
        schedule(connection.deadline)
        if isDraining { drain(connection) }
    }

    func connection(_ token: ConnectionToken) -> LoopConnection? {
        guard Int(token.slot) < slots.count, let found = slots[Int(token.slot)], found.token == token else {
            return nil
        }
        return found
    }

    func close(_ connection: LoopConnection) {
        guard !connection.isClosed else { return }
        connection.isClosed = true
        if let webSocket = connection.webSocket {
            webSocket.socket.finish(webSocket.session.closing ?? WebSocketClosing(WebSocketClosing.abnormal))
            connection.task?.cancel()
        } else if context.http.cancelsAbandonedRequests || connection.isAdmitting {
            connection.task?.cancel()
        }
        connection.reader?.fail(.clientIsGone)
        connection.reader = nil
        if let writer = connection.writer {
            writer.fail(.clientIsGone)
            connection.writer = nil
            connection.task?.cancel()
        }
        if connection.http.breaksOff { breakOffAtClose(connection.socket) }
        settle(connection)
        var token = connection.token
        slots[Int(token.slot)] = nil
        token.generation &+= 1
        free.append(token)
        openCount -= 1
        poller.forget(connection.socket)
        csystem_close(connection.socket)
        connectionCount.subtract(1, ordering: .sequentiallyConsistent)
        context.acceptsAgain()
    }

    // MARK: The end

    private func drain() {
        acceptor?.finish(self)
        acceptor = nil
        guard !isDraining else { return }
        isDraining = true
        for case let connection? in slots { drain(connection) }
    }

    private func abort() {
        drain()
        for case let connection? in slots {
            connection.task?.cancel()
            close(connection)
        }
        for orphan in orphans.values { orphan.task.cancel() }
    }
}

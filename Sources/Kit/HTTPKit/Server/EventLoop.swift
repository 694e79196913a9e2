internal import CLinux
internal import Glibc
internal import ServiceKit
internal import Synchronization

/// One thread that serves its share of the connections, and runs their handlers in between.
///
/// `@unchecked`: everything but the constants and ``connectionCount``, an atomic, belongs to the loop's thread. It is
/// touched in ``run()``, which is that thread, and by the tasks that prefer ``executor``, whose code runs there too;
/// ``complete(_:_:)`` checks that.
final class EventLoop: @unchecked Sendable {
    typealias Instant = ContinuousClock.Instant
    /// Tokens of what is no connection; their slots are never given out.
    static let wakeToken = UInt64.max
    static let listenerToken = UInt64.max - 1
    /// How many reads one connection gets before the others have their turn.
    private static let readsPerTurn = 4
    /// Deadlines are met within this; more would cost a walk through all connections too often.
    private static let tickResolution: Duration = .milliseconds(10)

    let executor: LoopExecutor
    let context: ServerContext
    let poller: Poller
    /// How many connections this loop has, with those on their way to it. The acceptor adds, the loop subtracts.
    let connectionCount = Atomic(0)
    var acceptor: Acceptor?
    private(set) var now = ContinuousClock.now
    private let buffer = ReadBuffer()
    private var date = HTTPDate()
    private(set) var dateLine: [UInt8] = []
    private var slots: [LoopConnection?] = []
    private var free: [ConnectionToken] = []
    private var openCount = 0
    /// Connections that had more to do when their turn was over.
    private var pending: [LoopConnection] = []
    var runningTasks = 0
    /// Tasks of requests whose connection is gone.
    var orphans: [ConnectionToken: Task<Void, Never>] = [:]
    private(set) var isDraining = false
    /// When to look at the deadlines; never after the earliest of them.
    private var nextTick: Instant?

    init(_ context: ServerContext, executor: LoopExecutor) throws(HTTPServerError) {
        self.context = context
        self.executor = executor
        poller = try Poller()
        guard poller.watchInput(executor.wakeDescriptor, token: Self.wakeToken) else {
            throw HTTPServerError.system("watch a descriptor")
        }
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
        let left = (nextTick - now).components
        guard left.seconds < 60 else { return 60_000 }
        return max(0, CInt(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000) + 1)
    }

    private func handle(_ event: Poller.Event) {
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
        case .drain: drain()
        case .abort: abort()
        case .webSocket(let token, let signal):
            guard let connection = connection(token) else { return }
            if signal == .output { takeOutput(connection) }
            serve(connection)
        }
    }

    /// Calls `tick` for the acceptor or a connection at `instant`, at the latest.
    func schedule(_ instant: Instant?) {
        guard let instant else { return }
        nextTick = nextTick.map { min($0, instant) } ?? instant
    }

    private func tick() {
        nextTick = nil
        acceptor?.tick(self)
        for case let connection? in slots {
            if let deadline = connection.deadline, deadline <= now {
                if connection.webSocket != nil {
                    if let action = connection.webSocket?.session.tick(now: now) { perform(action, connection) }
                } else {
                    connection.http.date = dateLine
                    perform(connection.http.tick(now: now), connection)
                }
                serve(connection)
            } else {
                schedule(connection.deadline)
            }
        }
        nextTick = nextTick.map { max($0, now + Self.tickResolution) }
    }

    // MARK: Connections

    /// Takes over a socket that is already counted.
    func adopt(_ socket: CInt, peer: String) {
        let token = free.popLast() ?? ConnectionToken(slot: UInt32(slots.count), generation: 0)
        let http = HTTPConnection(limits: context.http, now: now)
        let connection = LoopConnection(token: token, socket: socket, peer: peer, http: http)
        if Int(token.slot) == slots.count { slots.append(connection) } else { slots[Int(token.slot)] = connection }
        openCount += 1
        guard poller.watchConnection(socket, token: token.rawValue) else { return close(connection) }
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
        } else if let task = connection.task {
            if context.http.cancelsAbandonedRequests || connection.isAdmitting { task.cancel() }
            orphans[connection.token] = task
        }
        var token = connection.token
        slots[Int(token.slot)] = nil
        token.generation &+= 1
        free.append(token)
        openCount -= 1
        _ = Glibc.close(connection.socket)
        connectionCount.subtract(1, ordering: .sequentiallyConsistent)
        context.acceptsAgain()
    }

    /// Reads what the connection wants, writes what it has.
    func serve(_ connection: LoopConnection) {
        var reads = 0
        // What is written makes room for what is read, and no event tells of it: both, until neither moves.
        repeat {
            while connection.canRead {
                guard reads < Self.readsPerTurn else {
                    pend(connection)
                    break
                }
                reads += 1
                read(connection)
            }
            flush(connection)
        } while connection.canRead && !connection.isPending
        guard !connection.isClosed else { return }
        if let webSocket = connection.webSocket {
            webSocket.socket.note(unwrittenBytes: webSocket.session.output.count)
            if let closing = webSocket.session.closing, webSocket.socket.finish(closing) { connection.task?.cancel() }
        }
        schedule(connection.deadline)
    }

    private func read(_ connection: LoopConnection) {
        switch buffer.read(connection.socket) {
        case .bytes(0):
            connection.isReadable = false
            end(connection)
        case .bytes(let count):
            if count < buffer.capacity, !connection.hasEnded { connection.isReadable = false }
            receive(count, connection)
        case .blocked: connection.isReadable = false
        case .broken: close(connection)
        }
    }

    func pend(_ connection: LoopConnection) {
        guard !connection.isPending else { return }
        connection.isPending = true
        pending.append(connection)
    }

    private func servePending() {
        guard !pending.isEmpty else { return }
        let connections = pending
        pending = []
        for connection in connections {
            connection.isPending = false
            serve(connection)
        }
    }

    private func receive(_ count: Int, _ connection: LoopConnection) {
        buffer.withBytes(count) { bytes in
            if connection.webSocket != nil { return receiveFrames(bytes, connection) }
            connection.http.date = dateLine
            perform(connection.http.receive(bytes, now: now), connection)
        }
    }

    func receiveFrames(_ bytes: Span<UInt8>, _ connection: LoopConnection) {
        guard let socket = connection.webSocket?.socket else { return }
        for message in connection.webSocket?.session.receive(bytes, now: now) ?? [] { socket.deliver(message) }
        if let action = connection.webSocket?.session.settle() { perform(action, connection) }
    }

    private func end(_ connection: LoopConnection) {
        if connection.webSocket != nil {
            if let action = connection.webSocket?.session.receiveEnd(now: now) { perform(action, connection) }
        } else {
            perform(connection.http.receiveEnd(now: now), connection)
        }
    }

    func flush(_ connection: LoopConnection) {
        while connection.isWritable, !connection.isClosed, connection.hasOutput {
            let isWebSocket = connection.webSocket != nil
            let (transfer, offered) = connection.writeNext()
            switch transfer {
            case .bytes(let count):
                if count < offered { connection.isWritable = false }
                if isWebSocket {
                    if let action = connection.webSocket?.session.written(count, now: now) {
                        perform(action, connection)
                    }
                } else {
                    connection.http.date = dateLine
                    perform(connection.http.written(count, now: now), connection)
                }
            case .blocked: connection.isWritable = false
            case .broken: close(connection)
            }
        }
    }

    func perform(_ action: HTTPConnection.Action, _ connection: LoopConnection) {
        switch action {
        case .none: break
        case .handle(let request): start(request, connection)
        case .admit(let request): admit(request, connection)
        case .closeOutput: shutdown(connection.socket, CInt(SHUT_WR))
        case .close: close(connection)
        }
    }

    func perform(_ action: WebSocketSession.Action, _ connection: LoopConnection) {
        switch action {
        case .none: break
        case .closeOutput: shutdown(connection.socket, CInt(SHUT_WR))
        case .close: close(connection)
        }
    }

    // MARK: The end

    private func drain() {
        acceptor?.finish(self)
        acceptor = nil
        guard !isDraining else { return }
        isDraining = true
        for case let connection? in slots { drain(connection) }
    }

    func drain(_ connection: LoopConnection) {
        // A request that is already here was accepted.
        connection.isReadable = true
        serve(connection)
        guard !connection.isClosed else { return }
        if connection.webSocket != nil {
            let closing = WebSocketClosing(WebSocketClosing.goingAway, "the server is shutting down")
            connection.webSocket?.session.close(closing, now: now)
        } else {
            perform(connection.http.drain(now: now), connection)
        }
        serve(connection)
    }

    private func abort() {
        drain()
        for case let connection? in slots {
            connection.task?.cancel()
            close(connection)
        }
        for task in orphans.values { task.cancel() }
    }
}

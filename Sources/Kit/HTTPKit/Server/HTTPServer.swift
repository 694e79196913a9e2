internal import CLibSystem
internal import LockKit
package import ServiceKit

/// An HTTP/1.1 server with WebSocket: strict in what it reads, and with a limit and a deadline for everything a peer
/// does.
///
/// It listens from the moment it exists; connections are answered once ``run(admit:handler:)`` runs.
package final class HTTPServer: Sendable {
    private enum State {
        case listening(Listener)
        case running([LoopExecutor])
        case ended
    }

    /// The port that the server listens on, also when the system chose it.
    package let port: Int
    private let configuration: Configuration
    private let logger: Log
    private let state: Mutex<State>
    private let shutdown = ShutdownMark()

    /// Binds and listens.
    /// - Parameters:
    ///   - configuration: where to listen, and the limits.
    ///   - logger: gets a line for what goes wrong; never a body or a field's value.
    /// - Throws: ``HTTPServerError`` when the address cannot be had.
    package init(
        _ configuration: Configuration = Configuration(), logger: Log
    ) throws(HTTPServerError) {
        let listener = try Listener(host: configuration.host, port: configuration.port)
        port = listener.port
        state = Mutex(.listening(listener))
        self.configuration = configuration
        self.logger = logger
    }

    /// Host and port, as they stand in a URL: `127.0.0.1:3979`, `[::1]:3979`.
    package var address: String {
        configuration.host.utf8.contains(UInt8(ascii: ":"))
            ? "[\(configuration.host)]:\(port)" : "\(configuration.host):\(port)"
    }

    /// Serves until ``beginShutdown()`` was called and every request that was accepted is answered; returns at once
    /// when that was before. When its task is cancelled, it closes all connections and returns once the handlers that
    /// still run, cancelled too, have returned. While it runs the process keeps little memory that is free: see
    /// ``Configuration/maxBufferedBytes``.
    /// - Parameters:
    ///   - admit: decides about a request whose body is still to come, and gets it without one. It runs on an event
    ///     loop's thread and must not block. It is not asked when the body came together with the head, since nothing
    ///     is saved then: the handler checks all the same. Without it every body is read.
    ///   - handler: answers one request. It runs on an event loop's thread, many at a time: work that blocks or
    ///     computes for long belongs elsewhere, for example into
    ///     `withTaskExecutorPreference(globalConcurrentExecutor)`.
    /// - Throws: ``HTTPServerError`` when called a second time, or when the system refuses a thread or a descriptor.
    package func run(
        admit: (@Sendable (HTTP.Request) -> HTTPAdmission)? = nil,
        handler: @escaping @Sendable (HTTP.Request) async -> HTTPReply
    ) async throws {
        csystem_keep_little_memory()
        let count = configuration.loopCount > 0 ? configuration.loopCount : Int(csystem_processor_count())
        var executors: [LoopExecutor] = []
        for _ in 0..<count { executors.append(try LoopExecutor()) }
        guard let listener = try begin(executors) else { return }
        let context = ServerContext(
            configuration, shutdown: shutdown, acceptor: executors[0], logger: logger, admit: admit, handler: handler)
        let loops = try executors.map { try EventLoop(context, executor: $0) }
        let acceptor = Acceptor(listener, loops: loops)
        loops[0].acceptor = acceptor
        try acceptor.begin(loops[0])
        let failure = await withTaskCancellationHandler {
            await runThreads(loops)
        } onCancel: { [executors] in
            for executor in executors { executor.post(.abort) }
        }
        state.withLock { $0 = .ended }
        if let failure { throw failure }
    }

    /// Accepts no more connections, closes the idle ones, lets requests finish, closes WebSockets with 1001, and lets
    /// ``run(admit:handler:)`` return. Returns at once; a second call changes nothing.
    package func beginShutdown() {
        shutdown.isSet.store(true, ordering: .sequentiallyConsistent)
        let acceptor: LoopExecutor? = state.withLock { state in
            switch state {
            case .listening:
                state = .ended
                return nil
            case .running(let executors): return executors[0]  // tells the others, once it has accepted all that waits
            case .ended: return nil
            }
        }
        acceptor?.post(.drain)
    }

    /// The listener, or `nil` after a shutdown.
    private func begin(_ executors: [LoopExecutor]) throws(HTTPServerError) -> Listener? {
        let (listener, ranBefore): (Listener?, Bool) = state.withLock { state in
            switch state {
            case .listening(let listener):
                state = .running(executors)
                return (listener, false)
            case .running: return (nil, true)
            case .ended: return (nil, false)
            }
        }
        if ranBefore { throw HTTPServerError(code: .alreadyRan, message: "this server runs already") }
        return listener
    }

    /// One thread a loop; returns when all have ended.
    private func runThreads(_ loops: [EventLoop]) async -> HTTPServerError? {
        await withCheckedContinuation { continuation in
            let group = ThreadGroup(count: loops.count) { continuation.resume(returning: $0) }
            for loop in loops {
                do throws(OwnThread.Failure) {
                    try OwnThread.start(name: "http server") {
                        loop.run()
                        group.leave()
                    }
                } catch {
                    for other in loops { other.executor.post(.abort) }
                    group.leave(HTTPServerError.system("start a thread", errno: error.errno))
                }
            }
        }
    }
}

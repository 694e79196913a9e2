internal import CLibSystem
internal import LockKit
internal import ServiceKit

/// What all loops of a server share.
final class ServerContext: Sendable {
    let http: HTTPConnection.Limits
    let webSocket: WebSocketSession.Limits
    let maxConnections: Int
    let budget: ByteBudget
    private let maxRequests: Int
    /// How many requests are being handled or decided about, with those whose connection is gone.
    private let runningRequests = Atomic(0)
    let logger: Log
    let admit: (@Sendable (HTTP.Request) -> HTTPAdmission)?
    let handler: @Sendable (HTTP.Request) async -> HTTPReply
    /// Whether there are as many connections as there may be.
    let isFull = Atomic(false)
    let shutdown: ShutdownMark
    /// The executor of the loop that accepts.
    private let acceptor: LoopExecutor

    init(
        _ configuration: HTTPServer.Configuration, shutdown: ShutdownMark, acceptor: LoopExecutor, logger: Log,
        admit: (@Sendable (HTTP.Request) -> HTTPAdmission)?,
        handler: @escaping @Sendable (HTTP.Request) async -> HTTPReply
    ) {
        var http = configuration.httpLimits
        http.asksForAdmission = admit != nil
        if admit == nil { http.parser.maxStreamedBytes = 0 }
        self.http = http
        webSocket = configuration.webSocketLimits
        let descriptors = Int(csystem_max_descriptors())
        maxConnections = max(1, min(configuration.maxConnections, descriptors - descriptors / 8))
        budget = ByteBudget(limit: configuration.maxBufferedBytes)
        maxRequests = max(1, configuration.maxRequests)
        self.shutdown = shutdown
        self.acceptor = acceptor
        self.logger = logger
        self.admit = admit
        self.handler = handler
    }

    /// Counts one more request, unless there are as many as there may be.
    func beginRequest() -> Bool {
        if runningRequests.add(1, ordering: .relaxed).newValue <= maxRequests { return true }
        endRequest()
        return false
    }

    /// Counts a task that is there already: that of a WebSocket whose connection is gone.
    func forceRequest() { runningRequests.add(1, ordering: .relaxed) }

    /// A request's task has ended.
    func endRequest() { runningRequests.subtract(1, ordering: .relaxed) }

    /// A connection has closed.
    func acceptsAgain() {
        guard isFull.load(ordering: .sequentiallyConsistent) else { return }
        if isFull.exchange(false, ordering: .sequentiallyConsistent) { acceptor.post(.resumeAccepting) }
    }
}

/// Whether the server is going away, before each loop has been told: no answer promises another one from then on.
final class ShutdownMark: Sendable {
    let isSet = Atomic(false)
}

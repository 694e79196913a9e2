internal import ServiceKit
internal import Synchronization

/// What all loops of a server share.
final class ServerContext: Sendable {
    let http: HTTPConnection.Limits
    let webSocket: WebSocketSession.Limits
    let maxConnections: Int
    let logger: Logger
    let admit: (@Sendable (HTTPRequest) -> HTTPAdmission)?
    let handler: @Sendable (HTTPRequest) async -> HTTPResponse
    /// Whether there are as many connections as there may be.
    let isFull = Atomic(false)
    let shutdown: ShutdownMark
    /// The executor of the loop that accepts.
    private let acceptor: LoopExecutor

    init(
        _ configuration: HTTPServer.Configuration, shutdown: ShutdownMark, acceptor: LoopExecutor, logger: Logger,
        admit: (@Sendable (HTTPRequest) -> HTTPAdmission)?,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) {
        var http = configuration.httpLimits
        http.asksForAdmission = admit != nil
        self.http = http
        webSocket = configuration.webSocketLimits
        maxConnections = max(1, configuration.maxConnections)
        self.shutdown = shutdown
        self.acceptor = acceptor
        self.logger = logger
        self.admit = admit
        self.handler = handler
    }

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

extension HTTPServer.Configuration {
    var httpLimits: HTTPConnection.Limits {
        var limits = HTTPConnection.Limits()
        limits.parser.maxHeadBytes = maxHeadBytes
        limits.parser.maxTargetBytes = maxTargetBytes
        limits.parser.maxBodyBytes = maxBodyBytes
        limits.headTimeout = headTimeout
        limits.bodyTimeout = bodyTimeout
        limits.minBodyBytesPerSecond = minBodyBytesPerSecond
        limits.idleTimeout = idleTimeout
        limits.writeTimeout = writeTimeout
        limits.cancelsAbandonedRequests = cancelsAbandonedRequests
        return limits
    }

    var webSocketLimits: WebSocketSession.Limits {
        var limits = WebSocketSession.Limits()
        limits.maxMessageBytes = maxBodyBytes
        limits.maxQueuedBytes = webSocketQueueBytes
        limits.pingInterval = webSocketPingInterval
        limits.writeTimeout = writeTimeout
        return limits
    }
}

extension HTTPServer {
    /// Where to listen, and what a peer may cost. The defaults suit a service behind a proxy that clients reach.
    package struct Configuration: Sendable, Hashable {
        /// The address to listen on: IPv4 or IPv6, in digits. `0.0.0.0` for every interface.
        package var host: String
        /// The port; 0 lets the system choose one.
        package var port: Int
        /// How many event loops, each with a thread of its own; 0 for one per core.
        package var loopCount = 0
        /// The longest request line and header fields together, in bytes; more is answered 431.
        package var maxHeadBytes = 32 << 10
        /// The longest request target, in bytes; more is answered 414.
        package var maxTargetBytes = 8 << 10
        /// The longest body, and the longest WebSocket message, in bytes; more is answered 413, or closed with 1009.
        package var maxBodyBytes = 1 << 20
        /// The longest body that an admission passes on as it comes, in bytes; less than ``maxBodyBytes`` counts as
        /// that. A longer one is answered 413 before anybody is asked.
        package var maxStreamedBodyBytes = 0
        /// How long a head may take from its first byte on, however steadily it drips.
        package var headTimeout: Duration = .seconds(10)
        /// How long a body may fall behind ``minBodyBytesPerSecond``, however fast it was before.
        package var bodyTimeout: Duration = .seconds(10)
        /// How fast a body must arrive, over each ``bodyTimeout``; slower is answered 408.
        package var minBodyBytesPerSecond = 1024
        /// How long a connection may stay open without a request.
        package var idleTimeout: Duration = .seconds(75)
        /// How long a client may take less than 16 KiB a second of what waits for it before its connection closes.
        package var writeTimeout: Duration = .seconds(30)
        /// How many connections at once, as far as the system lets the process have descriptors: an eighth of those is
        /// left for other things. For further ones those make room that have been idle for longest; they wait in the
        /// system's queue when all are busy.
        package var maxConnections = 10_000
        /// How many requests at once are handled or decided about, with those whose client is gone; a further one is
        /// answered 503.
        package var maxRequests = 4096
        /// How many bytes all connections together may make the server hold: bodies that arrive or are handled, what
        /// was read ahead, responses and WebSocket messages that wait. What does not fit is answered 503, or closed
        /// with 1013; a body or response that is alone always fits. Less than 4 KiB of a connection is not counted. A
        /// body that arrives in pieces gets three quarters at most, so that requests that are whole still find room.
        /// What is held no more goes back to the system: glibc's allocator is told to keep no more than 4 MiB of an
        /// arena.
        package var maxBufferedBytes = 64 << 20
        /// Whether the task of a request is cancelled when its client closes the connection, or its half of it.
        package var cancelsAbandonedRequests = false
        /// How long a WebSocket may be silent before it is pinged; without an answer in the same time it is closed.
        package var webSocketPingInterval: Duration = .seconds(30)
        /// How many bytes may wait for a slow WebSocket peer before it is closed with 1013.
        package var webSocketQueueBytes = 1 << 20

        /// A configuration with the documented defaults.
        package init(host: String = "127.0.0.1", port: Int = 0) {
            self.host = host
            self.port = port
        }
    }
}

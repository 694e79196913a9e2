extension HTTPServer {
    /// Where to listen, and what a peer may cost. The defaults suit a service behind a proxy that clients reach.
    public struct Configuration: Sendable, Hashable {
        /// The address to listen on: IPv4 or IPv6, in digits. `0.0.0.0` for every interface.
        public var host: String
        /// The port; 0 lets the system choose one.
        public var port: Int
        /// How many event loops, each with a thread of its own; 0 for one per core.
        public var loopCount = 0
        /// The longest request line and header fields together, in bytes; more is answered 431.
        public var maxHeadBytes = 32 << 10
        /// The longest request target, in bytes; more is answered 414.
        public var maxTargetBytes = 8 << 10
        /// The longest body, and the longest WebSocket message, in bytes; more is answered 413, or closed with 1009.
        public var maxBodyBytes = 1 << 20
        /// How long a head may take from its first byte on, however steadily it drips.
        public var headTimeout: Duration = .seconds(10)
        /// How long a body may take before ``minBodyBytesPerSecond`` counts.
        public var bodyTimeout: Duration = .seconds(10)
        /// How fast a body that takes longer than ``bodyTimeout`` must arrive, over its whole time.
        public var minBodyBytesPerSecond = 1024
        /// How long a connection may stay open without a request.
        public var idleTimeout: Duration = .seconds(75)
        /// How long the client may take to receive a response; a long one gets a second more for each 16 KiB.
        public var writeTimeout: Duration = .seconds(30)
        /// How many connections at once; further ones wait in the system's queue.
        public var maxConnections = 10_000
        /// Whether the task of a request is cancelled when its client closes the connection, or its half of it.
        public var cancelsAbandonedRequests = false
        /// How long a WebSocket may be silent before it is pinged; without an answer in the same time it is closed.
        public var webSocketPingInterval: Duration = .seconds(30)
        /// How many bytes may wait for a slow WebSocket peer before it is closed with 1013.
        public var webSocketQueueBytes = 1 << 20

        /// A configuration with the documented defaults.
        public init(host: String = "127.0.0.1", port: Int = 0) {
            self.host = host
            self.port = port
        }
    }
}

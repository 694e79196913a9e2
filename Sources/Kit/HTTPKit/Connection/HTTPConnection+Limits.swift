extension HTTPConnection {
    /// What a peer may cost, and how long it may take.
    struct Limits: Sendable, Hashable {
        var parser = RequestParser.Limits()
        var headTimeout: Duration = .seconds(10)
        /// For how long a body may fall behind ``minBodyBytesPerSecond``.
        var bodyTimeout: Duration = .seconds(10)
        var minBodyBytesPerSecond = 1024
        var idleTimeout: Duration = .seconds(75)
        /// For how long a reader may fall behind ``minWriteBytesPerSecond``.
        var writeTimeout: Duration = .seconds(30)
        /// How long a half-closed connection waits for its client to close too, or to go on with what it sends.
        var lingerTimeout: Duration = .seconds(2)
        /// How long it waits altogether.
        var maxLingerTime: Duration = .seconds(10)
        /// How much of the following requests is read while one is being handled.
        var maxBacklogBytes = 64 << 10
        /// With more than this on its way out, the next request waits.
        var maxOutputBytes = 256 << 10
        var cancelsAbandonedRequests = false
        /// Whether somebody decides about a request whose body is still to come.
        var asksForAdmission = false
        /// How fast the peer must take what waits for it, over ``writeTimeout``.
        static let minWriteBytesPerSecond = 16 << 10
    }
}

extension HTTPServer.Configuration {
    var httpLimits: HTTPConnection.Limits {
        var limits = HTTPConnection.Limits()
        limits.parser.maxHeadBytes = maxHeadBytes.asLimit
        limits.parser.maxTargetBytes = maxTargetBytes.asLimit
        limits.parser.maxBodyBytes = maxBodyBytes.asLimit
        limits.parser.maxStreamedBytes = maxStreamedBodyBytes.asLimit
        limits.headTimeout = headTimeout.asTimeout
        limits.bodyTimeout = bodyTimeout.asTimeout
        limits.minBodyBytesPerSecond = minBodyBytesPerSecond
        limits.idleTimeout = idleTimeout.asTimeout
        limits.writeTimeout = writeTimeout.asTimeout
        limits.cancelsAbandonedRequests = cancelsAbandonedRequests
        return limits
    }

    var webSocketLimits: WebSocketSession.Limits {
        var limits = WebSocketSession.Limits()
        limits.maxMessageBytes = maxBodyBytes.asLimit
        limits.maxQueuedBytes = webSocketQueueBytes.asLimit
        limits.pingInterval = webSocketPingInterval.asTimeout
        limits.writeTimeout = writeTimeout.asTimeout
        return limits
    }
}

extension Duration {
    /// What can be added to an instant: from a millisecond to a thousand years.
    fileprivate var asTimeout: Duration { min(max(self, .milliseconds(1)), .seconds(1000 * 365 * 86_400)) }
}

extension Int {
    /// What can be added to other lengths: none to a tebibyte.
    fileprivate var asLimit: Int { Swift.min(Swift.max(0, self), 1 << 40) }
}

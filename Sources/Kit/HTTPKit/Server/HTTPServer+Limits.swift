extension HTTPServer.Configuration {
    var httpLimits: HTTPConnection.Limits {
        var limits = HTTPConnection.Limits()
        limits.parser.maxHeadBytes = max(0, maxHeadBytes)
        limits.parser.maxTargetBytes = max(0, maxTargetBytes)
        limits.parser.maxBodyBytes = max(0, maxBodyBytes)
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
        limits.maxMessageBytes = max(0, maxBodyBytes)
        limits.maxQueuedBytes = max(0, webSocketQueueBytes)
        limits.pingInterval = webSocketPingInterval.asTimeout
        limits.writeTimeout = writeTimeout.asTimeout
        return limits
    }
}

extension Duration {
    /// What can be added to an instant: from a millisecond to a thousand years.
    fileprivate var asTimeout: Duration { min(max(self, .milliseconds(1)), .seconds(1000 * 365 * 86_400)) }
}

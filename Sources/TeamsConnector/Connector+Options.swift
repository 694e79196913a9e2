extension Connector {
    /// What can be chosen.
    public struct Options: Sendable, Hashable {
        /// How long one attempt may take, from the connection to the answer's last byte.
        public var timeout: Duration = .seconds(30)
        /// Whether requests wait, so that the service's limits are never exceeded: those of a conversation, and those
        /// of the bot in an organisation, 50 a second.
        public var isPaced = true
        /// The shortest time in which the service can possibly answer: nothing, unless you have measured one that is
        /// never undercut. A place in a window is taken until a whole span after the *answer* to the request before,
        /// since nobody knows when on its way the service counted it; of that, so much is known to be too long. It
        /// makes a broadcast to an organisation faster by its share of a second, and with a number that is not true
        /// the service throttles now and then.
        public var leastRoundTrip: Duration = .zero
        /// How many requests may wait for one conversation, and for all together. More are an error at once,
        /// ``ConnectorError/Code/tooManyWaiting``: what waits takes memory, and an hour of a conversation is 1,800
        /// requests.
        public var maxWaitingPerConversation = 500
        /// How many requests may wait for their conversations and organisations, all together.
        public var maxWaiting = 10_000
        /// What is sent again.
        public var retry = RetryPolicy()
        /// Hosts that the bot's token may be sent to besides the cloud's own, as in ``Cloud/serviceHosts``. One with a
        /// port lets that port alone pass; `*` lets everything pass.
        public var additionalServiceHosts: Set<String> = []
        /// What requests name beside this product, as in `MyBot/2.0`.
        public var userAgent: String?

        /// The defaults.
        public init() {}
    }
}

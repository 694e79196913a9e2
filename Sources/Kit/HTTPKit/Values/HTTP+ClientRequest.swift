extension HTTP {
    /// A request for a server elsewhere.
    public struct ClientRequest: Sendable, Hashable {
        /// `GET`, `POST`, …
        public var method: String
        /// The absolute address; `http` and `https` only.
        public var url: String
        /// The header fields. `Host` and `Content-Length` are added by the transport.
        public var fields: HTTP.Fields
        /// The body; empty for none.
        public var body: [UInt8]
        /// How long everything may take together, from looking up the name to the response's last byte.
        public var timeout: Duration
        /// A response with a longer body is an error, ``HTTPTransportError/Code/tooLarge``.
        public var maxResponseBytes: Int
        /// When it is too late to begin: a process may stand still at any moment, and what it has decided before may
        /// not hold any more. It fails as cancelled then, and nothing of it was sent. A test's transport may ignore it.
        package var departsBefore: ContinuousClock.Instant?

        /// A request.
        public init(
            method: String = "GET", url: String, fields: HTTP.Fields = [:], body: [UInt8] = [],
            timeout: Duration = .seconds(30), maxResponseBytes: Int = 16 << 20
        ) {
            self.method = method
            self.url = url
            self.fields = fields
            self.body = body
            self.timeout = timeout
            self.maxResponseBytes = maxResponseBytes
        }
    }
}

/// Something that carries a request to its server and brings the response back: a client, or a test's double of one.
public protocol HTTPTransport: Sendable {
    /// Sends `request` once. Any status is a response; only its absence is an error.
    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response
}

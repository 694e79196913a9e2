extension HTTP {
    /// A request as a server received it, with its whole body.
    public struct Request: Sendable, Hashable {
        /// `GET`, `POST`, … as received: methods are case-sensitive.
        public var method: String
        /// The path and query as received: `/api/messages?x=1`. `*` for a request about the server itself.
        public var target: String
        /// The header fields, in order.
        public var fields: HTTP.Fields
        /// The body without its framing; empty when there is none.
        public var body: [UInt8]
        /// Who sent it: `127.0.0.1:50312`. The proxy's address when there is one in between; `nil` outside a server.
        public var peer: String?

        /// A request, for example to hand to a handler in a test.
        public init(
            method: String = "GET", target: String = "/", fields: HTTP.Fields = [:], body: [UInt8] = [],
            peer: String? = nil
        ) {
            self.method = method
            self.target = target
            self.fields = fields
            self.body = body
            self.peer = peer
        }
    }
}

extension HTTP {
    /// What a server answers, and what a client received.
    public struct Response: Sendable, Hashable {
        /// The status code, 200 to 599. A server answers 500 in place of any other.
        public var status: Int
        /// The header fields. A server adds `Date`, `Content-Length` and `Connection` by itself and ignores yours.
        public var fields: HTTP.Fields
        /// The body. Not sent where HTTP forbids one: to `HEAD`, and with 204 and 304.
        public var body: [UInt8]

        /// A response.
        public init(status: Int, fields: HTTP.Fields = [:], body: [UInt8] = []) {
            self.status = status
            self.fields = fields
            self.body = body
        }

        /// `body` as it is, called `contentType`.
        public static func bytes(_ body: [UInt8], contentType: String, status: Int = 200) -> HTTP.Response {
            HTTP.Response(status: status, fields: ["Content-Type": contentType], body: body)
        }

        /// Text for people, in UTF-8.
        public static func text(_ text: String, status: Int = 200) -> HTTP.Response {
            .bytes(Array(text.utf8), contentType: "text/plain; charset=utf-8", status: status)
        }

        /// `body`, which is JSON already.
        public static func json(_ body: [UInt8], status: Int = 200) -> HTTP.Response {
            .bytes(body, contentType: "application/json", status: status)
        }

        /// No body.
        public static func empty(status: Int = 204) -> HTTP.Response { HTTP.Response(status: status) }
    }
}

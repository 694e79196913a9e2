/// What becomes of a request whose head is here and whose body is not.
///
/// A server asks before it takes in a body that did not come whole together with its head, so that nobody costs memory
/// who would be refused for what stands in the head: the path, the method, a token, the length.
package enum HTTPAdmission: Sendable {
    /// Read the body, at most so many bytes of it and never more than the server's configuration allows, and give the
    /// request to the handler. A longer body is answered 413, at once when its length is announced.
    case body(maxBytes: Int)
    /// Give the request, without its body, to this handler in place of the server's, which reads the body as it comes:
    /// at most so many bytes, and never more than ``HTTPServer/Configuration/maxStreamedBodyBytes``. A longer body is
    /// answered 413, and reading it fails. When the handler returns before it has read all, the connection closes after
    /// its answer. Nobody is asked about a body that came whole with its head: the server's handler has it then, and
    /// reads it as ``HTTPBodyReader/init(_:)`` where both should do the same.
    case stream(maxBytes: Int, handler: @Sendable (HTTP.Request, HTTPBodyReader) async -> HTTPReply)
    /// Answer this, read no body, and close. The client can read the answer although it still sends.
    case answer(HTTP.Response)
    /// Decide once this has returned; nothing more of the connection is read meanwhile. Its task is cancelled when the
    /// connection closes.
    case later(@Sendable () async -> HTTPAdmission)
}

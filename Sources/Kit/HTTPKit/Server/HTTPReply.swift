/// What a handler of a server answers.
package enum HTTPReply: Sendable {
    /// A response whose body is here.
    case response(HTTP.Response)

    /// A response whose body `write` writes piece by piece.
    ///
    /// With a `length` the body must have just so many bytes; without one it is sent in chunks, or to a client of
    /// HTTP/1.0 up to the end of the connection. When `write` throws, or writes more or less than was announced, the
    /// connection breaks off, so that nobody takes a part for the whole. The task is cancelled when the client goes.
    /// `write` is not called where HTTP has no body: for `HEAD`, and with 204 and 304.
    case stream(
        status: Int = 200, fields: HTTP.Fields = [:], length: Int? = nil,
        write: @Sendable (HTTPBodyWriter) async throws -> Void)

    /// Turns the connection into a WebSocket and runs `run` on it; the socket closes when `run` returns, and the task
    /// of `run` is cancelled when the socket closes first.
    ///
    /// The server checks the handshake and answers 400 or 426 in its place when the request is none. Who may connect
    /// (the `Origin` field, a token) is for the handler to decide before it answers with this. The fields go into the
    /// answer with status 101, for example a chosen subprotocol.
    /// - SeeAlso: [RFC 6455 §4.2](https://www.rfc-editor.org/rfc/rfc6455#section-4.2)
    case webSocket(fields: HTTP.Fields = [:], run: @Sendable (WebSocket) async -> Void)

    /// Answers nothing and breaks the connection off: the client sees what it sees when a server fails in the middle.
    case drop
}

extension HTTPReply {
    /// The response, when its body is here as a whole.
    package var response: HTTP.Response? { if case .response(let response) = self { response } else { nil } }

    /// A response with text for people.
    package static func text(_ text: String, status: Int = 200) -> HTTPReply { .response(.text(text, status: status)) }

    /// A response with `body` as it is, called `contentType`.
    package static func bytes(_ body: [UInt8], contentType: String, status: Int = 200) -> HTTPReply {
        .response(.bytes(body, contentType: contentType, status: status))
    }

    /// A response with `body`, which is JSON already.
    package static func json(_ body: [UInt8], status: Int = 200) -> HTTPReply {
        .response(.json(body, status: status))
    }

    /// A response without a body.
    package static func empty(status: Int = 204) -> HTTPReply { .response(.empty(status: status)) }
}

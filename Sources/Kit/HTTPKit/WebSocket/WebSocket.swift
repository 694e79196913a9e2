/// One open WebSocket, as the server's side of it.
public final class WebSocket: Sendable {
    /// What a peer sends.
    public enum Message: Sendable, Hashable {
        /// Text.
        case text(String)
        /// Bytes.
        case binary([UInt8])
    }

    /// The messages of the peer, in order. Ends when the socket closes, for whatever reason. Has one reader.
    public var messages: Messages { Messages(socket: self) }

    /// Sends text.
    public func send(text: String) async throws(WebSocketError) {}

    /// Sends bytes.
    public func send(binary: [UInt8]) async throws(WebSocketError) {}

    /// Closes the socket.
    public func close(code: UInt16 = 1000, reason: String = "") async {}

    /// The messages of a peer; see ``WebSocket/messages``.
    public struct Messages: AsyncSequence, Sendable {
        let socket: WebSocket
        /// An iterator; all iterators of one socket share its messages.
        public func makeAsyncIterator() -> Iterator { Iterator(socket: socket) }

        /// Waits for one message after the other.
        public struct Iterator: AsyncIteratorProtocol {
            let socket: WebSocket
            /// The next message, or `nil` once the socket is closed or the task cancelled.
            public mutating func next() async -> Message? { nil }
        }
    }
}

/// Why a WebSocket did not take a message.
public struct WebSocketError: Error, Hashable {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The socket is closed, or closing.
        public static let closed = Code(rawValue: "closed")
        /// The peer reads too slowly: more waits for it than the limit. The socket is being closed with 1013.
        public static let tooSlow = Code(rawValue: "tooSlow")
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened, for people.
    public let message: String
}

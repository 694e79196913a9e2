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

extension WebSocketError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

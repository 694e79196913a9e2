internal import ServiceKit

/// Why a WebSocket did not take a message.
package struct WebSocketError: Error, Hashable {
    /// What went wrong, for code that decides. A minor release may add codes.
    package struct Code: ErrorCode {
        /// The code's name, stable between releases.
        package let rawValue: String
        /// A code by its name.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// The socket is closed, or closing.
        package static let closed: Code = "closed"
        /// The peer reads too slowly: more waits for it than the limit. The socket is being closed with 1013.
        package static let tooSlow: Code = "tooSlow"
    }
    /// What went wrong, for code that decides.
    package let code: Code
    /// What happened, for people.
    package let message: String
}

extension WebSocketError: CustomStringConvertible {
    /// The message.
    package var description: String { message }
}

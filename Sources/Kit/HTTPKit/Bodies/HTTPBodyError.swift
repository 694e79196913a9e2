/// Why a body cannot be read or written any further.
package enum HTTPBodyError: Error, Hashable {
    /// The client has closed the connection, or was too slow in taking what was written.
    case clientIsGone
    /// The body is malformed, too long, or came too slowly, and its sender was told; or the answer began before any of
    /// it was asked for.
    case refused
    /// Somebody else reads the body.
    case hasReader
    /// The answer is complete, or broken off already.
    case ended
    /// The task that waited was cancelled.
    case cancelled
}

extension HTTPBodyError: CustomStringConvertible {
    /// What happened, for people.
    package var description: String {
        switch self {
        case .clientIsGone: "the client has closed the connection"
        case .refused: "the body was refused and does not go on"
        case .hasReader: "the body has another reader"
        case .ended: "the answer has ended"
        case .cancelled: "the task was cancelled"
        }
    }
}

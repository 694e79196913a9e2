/// Why a body cannot be read or written any further.
package struct HTTPBodyError: Error, Hashable {
    /// What went wrong, for code that decides.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The code's name, stable between releases.
        package let rawValue: String
        /// A code by its name.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// The client has closed the connection, or was too slow in taking what was written.
        package static let clientIsGone = Code(rawValue: "clientIsGone")
        /// The body is malformed, too long, or came too slowly, and its sender was told; or the answer began before any
        /// of it was asked for.
        package static let refused = Code(rawValue: "refused")
        /// The answer is complete, or broken off already.
        package static let ended = Code(rawValue: "ended")
        /// The task that waited was cancelled.
        package static let cancelled = Code(rawValue: "cancelled")
    }
    /// What went wrong, for code that decides.
    package let code: Code
    /// What happened, for people.
    package let message: String
}

extension HTTPBodyError {
    static let clientIsGone = HTTPBodyError(code: .clientIsGone, message: "the client has closed the connection")
    static let refused = HTTPBodyError(code: .refused, message: "the body was refused and does not go on")
    static let ended = HTTPBodyError(code: .ended, message: "the answer has ended")
    static let cancelled = HTTPBodyError(code: .cancelled, message: "the task was cancelled")
    static let hasReader = HTTPBodyError(code: .refused, message: "the body has another reader")
}

extension HTTPBodyError: CustomStringConvertible {
    /// The message.
    package var description: String { message }
}

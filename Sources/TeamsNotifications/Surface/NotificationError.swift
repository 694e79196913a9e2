public import ServiceKit

/// Why the engine did not take a notification, or a wish about one. Nothing has changed.
public struct NotificationError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// Something in the request is wrong; ``NotificationError/pointer`` says where.
        public static let invalid: Code = "invalid"
        /// There is no such notification.
        public static let notFound: Code = "notFound"
        /// The notification is in a state in which this cannot be done.
        public static let wrongState: Code = "wrongState"
        /// The idempotency key was used for another request.
        public static let idempotencyConflict: Code = "idempotencyConflict"
        /// The store cannot be written for now. Nothing was accepted; the same call may succeed later.
        public static let unavailable: Code = "unavailable"
        /// A setting is wrong: the store's file, a template of the library.
        public static let configuration: Code = "configuration"
    }
    /// What went wrong.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
    /// Where in the request, as a JSON pointer: `/audience/users/0`.
    public let pointer: String?

    /// An error with its code.
    public init(_ code: Code, _ message: String, at pointer: String? = nil) {
        self.code = code
        self.message = message
        self.pointer = pointer
    }

    /// The message, with the place.
    public var description: String { pointer.map { "\($0) \(message)" } ?? message }
}

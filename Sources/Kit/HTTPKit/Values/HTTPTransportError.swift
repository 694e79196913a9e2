public import ServiceKit

/// Why there is no response.
public struct HTTPTransportError: Error, Hashable {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// No connection came about, so nothing was sent: trying again is safe.
        public static let connect: Code = "connect"
        /// The request's time was up. The server may have acted on it.
        public static let timeout: Code = "timeout"
        /// The connection broke after the request may have been sent. The server may have acted on it.
        public static let dropped: Code = "dropped"
        /// The secure connection was refused: a bad certificate, or no common protocol.
        public static let tls: Code = "tls"
        /// The address is none, or neither `http` nor `https`.
        public static let badURL: Code = "badURL"
        /// The method or a field's name is none: a defect of the caller. Nothing was sent.
        public static let badRequest: Code = "badRequest"
        /// The response is longer than the request allows.
        public static let tooLarge: Code = "tooLarge"
        /// The task that waited was cancelled.
        public static let cancelled: Code = "cancelled"
        /// The client was closed before.
        public static let closed: Code = "closed"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened, for people. Holds no field, body or query of the request.
    public let message: String

    /// An error; made by transports.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension HTTPTransportError: CustomStringConvertible {
    /// The message and the code's name.
    public var description: String { "\(message) (\(code.rawValue))" }
}

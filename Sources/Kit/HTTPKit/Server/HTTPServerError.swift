/// Why a server cannot listen.
public struct HTTPServerError: Error, Hashable {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// Another program listens on that port.
        public static let portInUse = Code(rawValue: "portInUse")
        /// The host is not an address in digits, the port is no port, or this machine does not have that address.
        public static let badAddress = Code(rawValue: "badAddress")
        /// The system refused: no right to the port, or no file descriptor left.
        public static let refused = Code(rawValue: "refused")
        /// `run()` was called a second time.
        public static let alreadyRan = Code(rawValue: "alreadyRan")
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
}

extension HTTPServerError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}

/// Why Local Teams could not start, or had to stop.
public struct LocalTeamsError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as text.
        public let rawValue: String
        /// The code that `rawValue` spells.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The address cannot be listened on: the port is in use, or the host is not of this machine.
        public static let cannotListen = Code(rawValue: "cannotListen")
        /// The workspace file is missing or is not a workspace.
        public static let badWorkspace = Code(rawValue: "badWorkspace")
        /// The data file cannot be read or written.
        public static let badData = Code(rawValue: "badData")
        /// Options contradict each other, or one has a bad value.
        public static let badOption = Code(rawValue: "badOption")
        /// A key could not be made.
        public static let noKey = Code(rawValue: "noKey")
    }

    /// What went wrong.
    public let code: Code
    /// What happened and which option to change, in one line.
    public let message: String

    /// An error with a message for people.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

/// Why the store did not do what it was asked to do.
public struct StoreError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code's name.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// Another process writes to the file; the same call may succeed later.
        public static let busy = Code(rawValue: "busy")
        /// Another process has the file for itself alone.
        public static let inUse = Code(rawValue: "inUse")
        /// A row would break a rule of the schema, such as a unique name.
        public static let constraint = Code(rawValue: "constraint")
        /// There is no room on the disk.
        public static let full = Code(rawValue: "full")
        /// The file cannot be opened, made or written.
        public static let cannotOpen = Code(rawValue: "cannotOpen")
        /// The file is something else, or damaged.
        public static let notADatabase = Code(rawValue: "notADatabase")
        /// A newer version of the program made the file.
        public static let newerSchema = Code(rawValue: "newerSchema")
        /// Another program made the file.
        public static let foreignSchema = Code(rawValue: "foreignSchema")
        /// The database was closed before.
        public static let closed = Code(rawValue: "closed")
        /// The statement was refused: a fault of ours, or of the disk.
        public static let failed = Code(rawValue: "failed")
    }

    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people. Holds no value of a row.
    public let message: String

    /// An error with its code.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

public import ServiceKit

/// Why the store of notifications did not do what it was asked to do.
public struct NotificationStoreError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The database cannot be written or read for now: a full disk, a lock, a lost file. Nothing was accepted, and
        /// the same call may succeed later.
        public static let unavailable: Code = "unavailable"
        /// Another process has the database for itself.
        public static let inUse: Code = "inUse"
        /// The file is none of this program's, or damaged, or of a newer version.
        public static let unusable: Code = "unusable"
        /// The cursor of a page is none that this store has given.
        public static let invalidCursor: Code = "invalidCursor"
    }
    /// Another process plans by now.
    package static let plannedElsewhere = NotificationStoreError(
        .unavailable, "Another process plans what is due by now")

    /// What went wrong.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String

    /// An error with its code.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

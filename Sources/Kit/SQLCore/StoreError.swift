internal import ServiceKit

/// Why the store did not do what it was asked to do.
package struct StoreError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    package struct Code: ErrorCode {
        /// The code's name.
        package let rawValue: String
        /// A code by its name.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// Another process writes to the file; the same call may succeed later.
        package static let busy: Code = "busy"
        /// Another process has the file for itself alone.
        package static let inUse: Code = "inUse"
        /// A row would break a rule of the schema, such as a unique name.
        package static let constraint: Code = "constraint"
        /// There is no room on the disk.
        package static let full: Code = "full"
        /// The file cannot be opened, made or written.
        package static let cannotOpen: Code = "cannotOpen"
        /// The file is something else, or damaged.
        package static let notADatabase: Code = "notADatabase"
        /// A newer version of the program made the file.
        package static let newerSchema: Code = "newerSchema"
        /// Another program made the file.
        package static let foreignSchema: Code = "foreignSchema"
        /// The database was closed before.
        package static let closed: Code = "closed"
        /// A column holds something else than the program writes there.
        package static let damagedRow: Code = "damagedRow"
        /// The statement was refused: a fault of ours, or of the disk.
        package static let failed: Code = "failed"
    }

    /// What went wrong, for code that decides.
    package let code: Code
    /// What happened and what to do, for people. Holds no value of a row.
    package let message: String

    /// An error with its code.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}

internal import ServiceKit

/// Why Local Teams could not start, or had to stop.
package struct LocalTeamsError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    package struct Code: ErrorCode {
        /// The code as text.
        package let rawValue: String
        /// The code that `rawValue` spells.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// The address cannot be listened on: the port is in use, or the host is not of this machine.
        package static let cannotListen: Code = "cannotListen"
        /// The workspace file is missing or is not a workspace.
        package static let badWorkspace: Code = "badWorkspace"
        /// The data file cannot be read or written.
        package static let badData: Code = "badData"
        /// Options contradict each other, or one has a bad value.
        package static let badOption: Code = "badOption"
        /// A key could not be made.
        package static let noKey: Code = "noKey"
    }

    /// What went wrong.
    package let code: Code
    /// What happened and which option to change, in one line.
    package let message: String

    /// An error with a message for people.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    package var description: String { message }
}

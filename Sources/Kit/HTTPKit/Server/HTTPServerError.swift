internal import ServiceKit

/// Why a server cannot listen.
package struct HTTPServerError: Error, Hashable {
    /// What went wrong, for code that decides. A minor release may add codes.
    package struct Code: ErrorCode {
        /// The code's name, stable between releases.
        package let rawValue: String
        /// A code by its name.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// Another program listens on that port.
        package static let portInUse: Code = "portInUse"
        /// The host is not an address in digits, the port is no port, or this machine does not have that address.
        package static let badAddress: Code = "badAddress"
        /// The system refused: no right to the port, or no file descriptor left.
        package static let refused: Code = "refused"
        /// `run()` was called a second time.
        package static let alreadyRan: Code = "alreadyRan"
    }
    /// What went wrong, for code that decides.
    package let code: Code
    /// What happened and what to do, for people.
    package let message: String
}

extension HTTPServerError: CustomStringConvertible {
    /// The message.
    package var description: String { message }
}

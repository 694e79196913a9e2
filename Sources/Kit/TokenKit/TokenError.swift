internal import ServiceKit

/// Why a token or a key was not accepted.
package struct TokenError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, for code that decides. A minor release may add codes.
    package struct Code: ErrorCode {
        /// The code's name.
        package let rawValue: String
        /// A code by its name.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// It is no token: not three parts, bad encoding, bad JSON, or an extension that must be understood and is not.
        package static let malformed: Code = "malformed"
        /// It is signed with something else than RS256, or not at all.
        package static let unsupportedAlgorithm: Code = "unsupportedAlgorithm"
        /// No key of the set has the token's key id; a newer set may.
        package static let unknownKey: Code = "unknownKey"
        /// The signature does not belong to the key and the text.
        package static let badSignature: Code = "badSignature"
        /// Its time is over.
        package static let expired: Code = "expired"
        /// Its time has not begun.
        package static let notYetValid: Code = "notYetValid"
        /// Somebody else issued it.
        package static let wrongIssuer: Code = "wrongIssuer"
        /// It is for somebody else.
        package static let wrongAudience: Code = "wrongAudience"
        /// It has no end, and none without an end is accepted.
        package static let missingExpiry: Code = "missingExpiry"
        /// A key cannot be read, made or used.
        package static let badKey: Code = "badKey"
    }

    /// What is wrong, for code that decides.
    package let code: Code
    /// What is wrong, for people. Never holds the token or a key.
    package let message: String

    /// An error with its code.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    package var description: String { "\(code.rawValue): \(message)" }
}

/// Why a token or a key was not accepted.
public struct TokenError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, for code that decides. A minor release may add codes.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code's name.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// It is no token: not three parts, bad encoding, bad JSON, or an extension that must be understood and is not.
        public static let malformed = Code(rawValue: "malformed")
        /// It is signed with something else than RS256, or not at all.
        public static let unsupportedAlgorithm = Code(rawValue: "unsupportedAlgorithm")
        /// No key of the set has the token's key id; a newer set may.
        public static let unknownKey = Code(rawValue: "unknownKey")
        /// The signature does not belong to the key and the text.
        public static let badSignature = Code(rawValue: "badSignature")
        /// Its time is over.
        public static let expired = Code(rawValue: "expired")
        /// Its time has not begun.
        public static let notYetValid = Code(rawValue: "notYetValid")
        /// Somebody else issued it.
        public static let wrongIssuer = Code(rawValue: "wrongIssuer")
        /// It is for somebody else.
        public static let wrongAudience = Code(rawValue: "wrongAudience")
        /// It has no end, and none without an end is accepted.
        public static let missingExpiry = Code(rawValue: "missingExpiry")
        /// A key cannot be read, made or used.
        public static let badKey = Code(rawValue: "badKey")
    }

    /// What is wrong, for code that decides.
    public let code: Code
    /// What is wrong, for people. Never holds the token or a key.
    public let message: String

    /// An error with its code.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}

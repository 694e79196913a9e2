internal import SQLCore
public import ServiceKit

/// Why a value of the bot's state was not read or kept.
public struct StateError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The key has no name, or too long a one; nothing was stored.
        public static let invalidKey: Code = "invalidKey"
        /// The activity does not say to whom the values belong.
        public static let noOwner: Code = "noOwner"
        /// The value is longer than 64 KiB; what was there before is there still.
        public static let tooLarge: Code = "tooLarge"
        /// The value cannot be written as JSON; what was there before is there still.
        public static let notEncodable: Code = "notEncodable"
        /// What is stored is no value of the key's type. It is there still: read it as `JSONValue`, or replace it.
        public static let notDecodable: Code = "notDecodable"
        /// Another process writes for too long; the same call may succeed later.
        public static let busy: Code = "busy"
        /// There is no room for more.
        public static let full: Code = "full"
        /// The store cannot be opened, made or written.
        public static let cannotOpen: Code = "cannotOpen"
        /// The store failed in another way.
        public static let failed: Code = "failed"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people. It holds no value.
    public let message: String

    /// An error with its code; for stores of your own.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

extension StateError {
    /// What an error of the database says about the file at `path`.
    init(_ error: StoreError, path: String) {
        let code: Code =
            switch error.code {
            case .busy, .inUse: .busy
            case .full: .full
            case .cannotOpen, .newerSchema, .foreignSchema, .notADatabase: .cannotOpen
            default: .failed
            }
        self.init(code, "the state in \(path): \(error.message)")
    }
}

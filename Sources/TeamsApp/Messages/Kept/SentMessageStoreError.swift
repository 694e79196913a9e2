internal import SQLCore
public import ServiceKit

/// Why a store of messages did not do what it was asked to do.
public struct SentMessageStoreError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Another process writes for too long; the same call may succeed later.
        public static let busy: Code = "busy"
        /// The store cannot be opened, made or written.
        public static let cannotOpen: Code = "cannotOpen"
        /// What is stored is damaged, or something else.
        public static let damaged: Code = "damaged"
        /// The store failed in another way.
        public static let failed: Code = "failed"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people. Holds no user's text.
    public let message: String

    /// An error with its code; for stores of your own.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }

    /// What an error of the database says about the file at `path`.
    init(_ error: any Error, path: String) {
        guard let error = error as? StoreError else {
            self.init(.failed, "the messages in \(path): \(error)")
            return
        }
        let code: Code =
            switch error.code {
            case .busy, .inUse: .busy
            case .cannotOpen, .newerSchema: .cannotOpen
            case .notADatabase, .foreignSchema, .damagedRow: .damaged
            default: .failed
            }
        self.init(code, "the messages in \(path): \(error.message)")
    }
}

internal import SQLCore
public import ServiceKit
internal import TeamsModels

/// Why a store of conversations did not do what it was asked to do.
public struct ConversationStoreError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The value names no conversation or no service URL; nothing was stored.
        public static let invalid: Code = "invalid"
        /// Another process writes for too long; the same call may succeed later.
        public static let busy: Code = "busy"
        /// There is no room for more.
        public static let full: Code = "full"
        /// The store cannot be opened, made or written.
        public static let cannotOpen: Code = "cannotOpen"
        /// What is stored is damaged, or something else.
        public static let damaged: Code = "damaged"
        /// The store failed in another way.
        public static let failed: Code = "failed"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String

    /// An error with its code; for stores of your own.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

extension ConversationStoreError {
    /// What an error of the database says about the file at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? ConversationStoreError {
            self = error
            return
        }
        guard let error = error as? StoreError else {
            self.init(.failed, "the conversations in \(path): \(error)")
            return
        }
        let code: Code =
            switch error.code {
            case .busy, .inUse: .busy
            case .full: .full
            case .cannotOpen, .newerSchema: .cannotOpen
            case .notADatabase, .foreignSchema, .damagedRow: .damaged
            default: .failed
            }
        self.init(code, "the conversations in \(path): \(error.message)")
    }

    /// Refuses a value that could not be found again, or not be written to.
    /// - Parameter id: under which it is to be stored; nil for its own.
    static func check(_ known: KnownConversation, isFor id: ConversationID? = nil) throws(ConversationStoreError) {
        guard !known.id.isEmpty else {
            throw ConversationStoreError(.invalid, "A conversation is stored by its id, and this one has none")
        }
        guard known.reference.serviceUrl?.isEmpty == false else {
            throw ConversationStoreError(
                .invalid, "The conversation \(known.id) has no service URL, so nothing could ever be sent to it")
        }
        if let id, id.base != known.id {
            throw ConversationStoreError(.invalid, "The conversation \(known.id) cannot be stored as \(id)")
        }
    }
}

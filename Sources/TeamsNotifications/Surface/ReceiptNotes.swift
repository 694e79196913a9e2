internal import Foundation
internal import JSONKit
internal import LockKit
package import ServiceKit
package import TeamsApp
internal import TeamsModels

/// Notes in the ledger who has read a message, and where somebody acted on its card.
///
/// What cannot be stored is told to the log: no turn fails for it.
package struct ReceiptNotes: Sendable {
    /// A small value that is there once a read receipt has come.
    static let receiptsSeen = "receipts/seen"

    private let store: any NotificationStore
    private let wallClock: WallClock
    private let logger: Log
    private let seen: Seen

    private final class Seen: Sendable {
        let isStored = Mutex(false)
    }

    package init(store: any NotificationStore, wallClock: WallClock, logger: Log) {
        self.store = store
        self.wallClock = wallClock
        self.logger = logger
        seen = Seen()
    }

    /// For ``TeamsApp/App/use(_:)``.
    package var middleware: TurnMiddleware {
        { context, next in
            await note(context.activity)
            return try await next()
        }
    }

    private func note(_ activity: Activity) async {
        guard let conversation = activity.conversation?.id else { return }
        do {
            if let read = activity.readReceipt?.lastReadMessageId {
                try await store.noteRead(conversation.base, upTo: read, at: wallClock.now)
                try await noteReceipt()
            } else if let message = activity.actedMessage {
                try await store.noteAction(on: message, in: conversation.base, at: wallClock.now)
                // A delivery into a thread is stored with it.
                guard conversation != conversation.base else { return }
                try await store.noteAction(on: message, in: conversation, at: wallClock.now)
            }
        } catch {
            logger.warning("A read receipt or an answer was not stored", ["error": "\(error)"])
        }
    }

    private func noteReceipt() async throws(NotificationStoreError) {
        guard !seen.isStored.withLock({ $0 }) else { return }
        _ = try await store.setOnce(Self.receiptsSeen, to: "")
        seen.isStored.withLock { $0 = true }
    }
}

extension Activity {
    /// The message of which somebody pressed a button; nil when nobody did. A card that refreshes itself is no answer,
    /// and neither is opting out.
    fileprivate var actedMessage: ActivityID? {
        guard let message = replyToId, !message.rawValue.isEmpty, optedOutCategory == nil else { return nil }
        switch type {
        case .invoke?:
            return value?["trigger"]?.stringValue == "automatic" ? nil : message
        case .message?:
            // Action.Submit: a value, and nothing written.
            return value != nil && (text ?? "").isEmpty ? message : nil
        default: return nil
        }
    }
}

internal import LockKit
internal import ServiceKit
internal import TeamsModels

/// Where an app keeps what was said; nowhere unless it was told where.
///
/// A message that was sent is there for everyone to see, whatever becomes of the store: its failures are told to the
/// log, and to nobody who sends.
final class MessageShelf: Sendable {
    private let current = Mutex<(any SentMessageStore)?>(nil)
    private let wallClock: WallClock
    private let logger: Log

    init(wallClock: WallClock, logger: Log) {
        self.wallClock = wallClock
        self.logger = logger
    }

    var store: (any SentMessageStore)? {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// The bot sent `activity`, or put it in the place of another.
    func sent(_ message: SentMessage, _ activity: Activity) async {
        guard let store, let id = message.id, activity.type ?? .message == .message else { return }
        await keep(
            KeptMessage(
                conversation: message.conversation, id: id, activity: activity, sent: message, keptAt: wallClock.now),
            in: store)
    }

    /// Somebody wrote `activity`, or changed it.
    func heard(_ activity: Activity) async {
        guard let store, activity.type == .message || activity.type == .messageUpdate,
            let conversation = activity.conversation?.id?.base, !conversation.isEmpty,
            let id = activity.id, id.number != nil, activity.text != nil || activity.attachments != nil
        else { return }
        await keep(
            KeptMessage(conversation: conversation, id: id, activity: activity, keptAt: wallClock.now), in: store)
    }

    func deleted(_ message: SentMessage) async {
        guard let store, let id = message.id else { return }
        do { try await store.remove(id, in: message.conversation) } catch { complain(error) }
    }

    private func keep(_ message: KeptMessage, in store: any SentMessageStore) async {
        do { try await store.keep(message) } catch { complain(error) }
    }

    private func complain(_ error: SentMessageStoreError) {
        logger.warning("A message was not kept", ["error": "\(error)"])
    }
}

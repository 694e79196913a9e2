public import FoundationEssentials
public import TeamsModels

/// A message that was sent: all that is needed to change it later, also after a restart.
///
/// It is `Codable`: store it, decode it, and give it to ``App/update(_:_:)`` and ``App/delete(_:)``. A message that only
/// one person sees is changed by another call than one for everyone; it remembers which.
public struct SentMessage: Sendable {
    /// The conversation, without the thread.
    public let conversation: ConversationID
    /// The first message of the thread that it stands in; nil outside of channels' threads.
    public let thread: ActivityID?
    /// Its id. Nil when the service gave none: a message with text and a card may be split in two, and then has none.
    public let id: ActivityID?
    /// Who sees it: everyone, or one account.
    public let audience: Audience
    /// Where requests about it go.
    public let serviceUrl: String
    /// When it was sent. A message for one person is gone 24 hours later.
    public let sentAt: Date

    /// The app that sent it; nil after decoding.
    var outbox: Outbox?

    /// Puts `content` in its place, for the same audience.
    ///
    /// - Throws: ``AppError`` when it has no id or was decoded; `ConnectorError` when the service refuses.
    @discardableResult
    public func update(_ content: some MessageContent) async throws -> SentMessage {
        try await bound().update(self, content.message)
    }

    /// Takes it back.
    ///
    /// - Throws: ``AppError`` when it has no id or was decoded; `ConnectorError` when the service refuses.
    public func delete() async throws {
        try await bound().delete(self)
    }

    private func bound() throws(AppError) -> Outbox {
        guard let outbox else {
            throw AppError(
                .notBound, "A stored message does not know its app: call app.update(message, …) or app.delete(message)")
        }
        return outbox
    }
}

extension SentMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case conversation, thread, id, audience, serviceUrl, sentAt
    }
}

extension SentMessage: Hashable {
    /// Whether both are the same message; which app sent them does not matter.
    public static func == (left: SentMessage, right: SentMessage) -> Bool {
        left.conversation == right.conversation && left.thread == right.thread && left.id == right.id
            && left.audience == right.audience && left.serviceUrl == right.serviceUrl && left.sentAt == right.sentAt
    }
    /// Feeds conversation and id to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(conversation)
        hasher.combine(id)
    }
}

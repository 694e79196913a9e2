public import Foundation
public import TeamsModels

/// A message that was sent: all that is needed to change it later, also after a restart.
///
/// It is `Codable`: store it, decode it, and give it to ``App/update(_:_:)`` and ``App/delete(_:)``. A message that
/// only one person sees is changed by another call than one for everyone; it remembers which.
///
/// A text with attachments is two messages, sent one after the other, since Teams gives a message of both no id. This
/// is the text then, and ``companion`` is the rest; updating and deleting reach both.
public struct SentMessage: Sendable {
    /// The conversation, without the thread.
    public let conversation: ConversationID
    /// The first message of the thread that it stands in; nil outside of channels' threads.
    public let thread: ActivityID?
    /// Its id. Nil when the service gave none: a message with text and a card may be split in two, and then has none.
    public let id: ActivityID?
    /// Who sees it: everyone, or one account.
    public let audience: Audience
    /// Which way it went: where it was meant to be shown, or into the person's chat with the bot in its place.
    public let route: DeliveryRoute
    /// Where requests about it go.
    public internal(set) var serviceUrl: String
    /// When it was sent. A message for one person is gone 24 hours later.
    public let sentAt: Date

    /// The organisation, by which requests about it are paced; nil when nobody said.
    let tenant: TenantID?
    /// Whether it is shown to one of several people, and so changed by the calls for such messages.
    let isTargeted: Bool
    /// The app that sent it; nil after decoding.
    var outbox: Outbox?
    /// One or none: a value cannot hold itself otherwise.
    private var companions: [SentMessage] = []

    /// The attachments of a text, sent as a message of their own behind it; nil for what is one message.
    public internal(set) var companion: SentMessage? {
        get { companions.first }
        set { companions = newValue.map { [$0] } ?? [] }
    }

    init(
        conversation: ConversationID, thread: ActivityID?, id: ActivityID?, audience: Audience, route: DeliveryRoute,
        serviceUrl: String, sentAt: Date, tenant: TenantID?, isTargeted: Bool, outbox: Outbox?
    ) {
        self.conversation = conversation
        self.thread = thread
        self.id = id
        self.audience = audience
        self.route = route
        self.serviceUrl = serviceUrl
        self.sentAt = sentAt
        self.tenant = tenant
        self.isTargeted = isTargeted
        self.outbox = outbox
    }

    /// Puts `content` in its place, for the same audience.
    ///
    /// Of a text with a ``companion``, each takes its part of `content`; the companion is deleted when there is none
    /// for it. A message without one keeps its id also when `content` has text and attachments.
    ///
    /// - Throws: ``AppError`` when it has no id or was decoded; `ConnectorError` when the service refuses.
    @discardableResult
    public func update(_ content: some MessageContent) async throws -> SentMessage {
        try await bound().update(self, content.message)
    }

    /// Takes it back, with its ``companion``.
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
        case conversation, thread, id, audience, route, isTargeted, tenant, serviceUrl, sentAt, companion
    }

    /// Reads what ``encode(to:)`` wrote. A message whose audience is lost is no message: it might be shown to everyone.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        conversation = try values.decode(ConversationID.self, forKey: .conversation)
        thread = try values.decodeIfPresent(ActivityID.self, forKey: .thread)
        id = try values.decodeIfPresent(ActivityID.self, forKey: .id)
        audience = try values.decode(Audience.self, forKey: .audience)
        let reader = audience.onlyAccount
        guard audience == .everyone || reader?.isEmpty == false else {
            throw DecodingError.dataCorruptedError(
                forKey: .audience, in: values,
                debugDescription: "A message that was sent is for everyone or one account")
        }
        // Targeted whenever one person alone is its audience, unless it was written that nothing needed it.
        let written = try values.decodeIfPresent(Bool.self, forKey: .isTargeted)
        isTargeted = reader != nil && written ?? true
        route = try values.decodeIfPresent(DeliveryRoute.self, forKey: .route) ?? .direct
        tenant = try values.decodeIfPresent(TenantID.self, forKey: .tenant)
        serviceUrl = try values.decode(String.self, forKey: .serviceUrl)
        sentAt = try values.decode(Date.self, forKey: .sentAt)
        companion = try values.decodeIfPresent(SentMessage.self, forKey: .companion)
        guard companion?.audience == nil || companion?.audience == audience else {
            throw DecodingError.dataCorruptedError(
                forKey: .companion, in: values, debugDescription: "A message and its companion are for the same person")
        }
    }

    /// Writes all of it but the app.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(conversation, forKey: .conversation)
        try values.encodeIfPresent(thread, forKey: .thread)
        try values.encodeIfPresent(id, forKey: .id)
        try values.encode(audience, forKey: .audience)
        if route != .direct { try values.encode(route, forKey: .route) }
        if audience.onlyAccount != nil { try values.encode(isTargeted, forKey: .isTargeted) }
        try values.encodeIfPresent(tenant, forKey: .tenant)
        try values.encode(serviceUrl, forKey: .serviceUrl)
        try values.encode(sentAt, forKey: .sentAt)
        try values.encodeIfPresent(companion, forKey: .companion)
    }
}

extension SentMessage: Hashable {
    /// Whether both are the same message; which app sent them does not matter.
    public static func == (left: SentMessage, right: SentMessage) -> Bool {
        left.conversation == right.conversation && left.thread == right.thread && left.id == right.id
            && left.audience == right.audience && left.route == right.route && left.serviceUrl == right.serviceUrl
            && left.sentAt == right.sentAt && left.companions == right.companions
    }
    /// Feeds conversation and id to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(conversation)
        hasher.combine(id)
    }
}

internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// Gives what the bot sends to the connector, by the call that its audience wants.
struct Outbox: Sendable {
    let connector: Connector
    let wallClock: WallClock

    func send(_ outgoing: Outgoing) async throws -> SentMessage {
        let reader = outgoing.isTargeted ? outgoing.audience.onlyAccount.map { Account($0) } : nil
        let sent = try await connector.send(outgoing.activity, in: outgoing.reference, visibleTo: reader)
        let id = outgoing.reference.conversation?.id ?? ""
        return SentMessage(
            conversation: id.base, thread: id.threadRoot, id: sent.id, audience: outgoing.audience,
            serviceUrl: sent.serviceUrl, sentAt: wallClock.now, tenant: outgoing.reference.conversation?.tenantId,
            isTargeted: outgoing.isTargeted, outbox: self)
    }

    func update(_ message: SentMessage, _ content: Message) async throws -> SentMessage {
        var activity = content.activity
        if let marked = try activity.markedReader() {
            guard let reader = message.audience.onlyAccount else {
                throw AppError(
                    .audience, "The message is marked for \(marked) alone, and cannot replace one that everyone sees")
            }
            guard marked == reader else { throw AppError.twoReaders }
        }
        activity.recipient = nil
        if message.isTargeted { activity.removeQuotes() }
        try await connector.update(
            try message.requireID(), to: activity, in: message.place, isTargeted: message.isTargeted)
        var updated = message
        updated.outbox = self
        return updated
    }

    func delete(_ message: SentMessage) async throws {
        try await connector.delete(try message.requireID(), in: message.place, isTargeted: message.isTargeted)
    }
}

extension SentMessage {
    fileprivate var place: ConversationReference {
        ConversationReference(conversation, tenantId: tenant, serviceUrl: serviceUrl)
    }

    fileprivate func requireID() throws(AppError) -> ActivityID {
        if let id { return id }
        throw AppError(
            .noMessageID,
            "The service gave this message no id, so it cannot be changed. It gives none for a text together with a card: send them one after the other."
        )
    }
}

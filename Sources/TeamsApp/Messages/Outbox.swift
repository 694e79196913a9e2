internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// Gives what the bot sends to the connector, by the call that its audience wants, and tells what came of it to the
/// register of conversations.
struct Outbox: Sendable {
    let connector: Connector
    let register: ConversationRegister
    let wallClock: WallClock
    let hooks = SendHooks()
    /// What was said, when the app keeps it.
    let shelf: MessageShelf

    /// - Parameter isRetried: whether the connector sends again what the service asks to repeat; a stream sees to that
    ///   itself, with more text.
    func send(
        _ outgoing: Outgoing, by route: DeliveryRoute = .direct, isRetried: Bool = true
    ) async throws -> SentMessage {
        let outgoing = try await hooks.applied(to: outgoing)
        let reader = outgoing.isTargeted ? outgoing.audience.onlyAccount.map { Account($0) } : nil
        let sent = try await noting(outgoing.reference) { () async throws(ConnectorError) in
            try await connector.send(
                outgoing.activity, in: outgoing.reference, visibleTo: reader, isRetried: isRetried)
        }
        await register.reached(outgoing.reference, at: sent.serviceUrl)
        let id = outgoing.reference.conversation?.id ?? ""
        let message = SentMessage(
            conversation: id.base, thread: id.threadRoot, id: sent.id, audience: outgoing.audience, route: route,
            serviceUrl: sent.serviceUrl, sentAt: wallClock.now, tenant: outgoing.reference.conversation?.tenantId,
            isTargeted: outgoing.isTargeted, outbox: self)
        await shelf.sent(message, outgoing.activity)
        return message
    }

    func update(_ message: SentMessage, _ content: Message) async throws -> SentMessage {
        let activity = try content.activity.fitted(for: message)
        guard let companion = message.companion else { return try await replace(message, by: activity) }
        guard let halves = activity.halves else {
            var updated = try await replace(message, by: activity)
            try await take(companion)
            updated.companion = nil
            return updated
        }
        var updated = try await replace(message, by: halves.text)
        updated.companion = try await replace(companion, by: halves.attachments)
        return updated
    }

    func delete(_ message: SentMessage) async throws {
        guard let companion = message.companion else { return try await take(message) }
        // One that is gone already keeps the other from nobody.
        let first: Result<Void, any Error>
        do { first = .success(try await take(message)) } catch { first = .failure(error) }
        try await take(companion)
        try first.get()
    }

    private func replace(_ message: SentMessage, by content: Activity) async throws -> SentMessage {
        let id = try message.requireID()
        let activity = try await hooks.applied(to: content, replacing: message).fitted(for: message)
        let sent = try await noting(message.place) { () async throws(ConnectorError) in
            try await connector.update(id, to: activity, in: message.place, isTargeted: message.isTargeted)
        }
        await register.reached(message.place, at: sent.serviceUrl)
        var updated = message
        updated.outbox = self
        updated.serviceUrl = sent.serviceUrl
        await shelf.sent(updated, activity)
        return updated
    }

    private func take(_ message: SentMessage) async throws {
        let id = try message.requireID()
        try await noting(message.place) { () async throws(ConnectorError) in
            try await connector.delete(id, in: message.place, isTargeted: message.isTargeted)
        }
        await shelf.deleted(message)
    }

    /// Does `request`; a refusal that says something about its conversation is remembered.
    private func noting<Value>(
        _ reference: ConversationReference, _ request: () async throws(ConnectorError) -> Value
    ) async throws(ConnectorError) -> Value {
        do {
            return try await request()
        } catch {
            await register.refused(reference, with: error)
            throw error
        }
    }
}

extension Activity {
    /// Itself, as it may take the place of `message`: for the same eyes.
    fileprivate func fitted(for message: SentMessage) throws(AppError) -> Activity {
        if let marked = try markedReader() {
            guard let reader = message.audience.onlyAccount else {
                throw AppError(
                    .audience, "The message is marked for \(marked) alone, and cannot replace one that everyone sees")
            }
            guard marked == reader else { throw AppError.twoReaders }
        }
        var activity = self
        activity.recipient = nil
        if message.isTargeted { activity.removeQuotes() }
        return activity
    }
}

extension SentMessage {
    var place: ConversationReference {
        ConversationReference(conversation, tenantId: tenant, serviceUrl: serviceUrl)
    }

    fileprivate func requireID() throws(AppError) -> ActivityID {
        if let id { return id }
        throw AppError(
            .noMessageID,
            "The service gave this message no id, so it cannot be changed"
        )
    }
}

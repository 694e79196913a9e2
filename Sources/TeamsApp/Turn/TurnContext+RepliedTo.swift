internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension TurnContext {
    /// Puts `content` in the place of the bot's message that this answers: the card whose button was pressed, the
    /// message with the suggested action.
    ///
    /// It goes the way that the message went: one that a single person sees is changed for that person. Nothing becomes
    /// visible to more people by this, whichever way is taken.
    /// - Throws: ``AppError/Code/noMessageID`` when the activity answers no message; ``AppError/Code/audience`` for a
    ///   `content` that is marked for somebody else; `ConnectorError` when the service refuses.
    @discardableResult
    public func updateRepliedTo(_ content: some MessageContent) async throws -> SentMessage {
        try await withRepliedTo { try await services.outbox.update($0, content.message) }
    }

    /// Takes back the bot's message that this answers: a consent card that was accepted, a question that is answered.
    ///
    /// - Throws: as ``updateRepliedTo(_:)``.
    public func deleteRepliedTo() async throws {
        try await withRepliedTo { try await services.outbox.delete($0) }
    }

    /// Does `work` with the message that this answers. Where nothing says whether one person alone sees it, as a public
    /// message first, and, when that is refused for a reason that fits a private one, as such.
    private func withRepliedTo<Value>(_ work: (SentMessage) async throws -> Value) async throws -> Value {
        guard let id = activity.replyToId, !id.isBlank else {
            throw AppError(.noMessageID, "The activity answers no message of the bot (it has no replyToId)")
        }
        if let kept = try? await original, kept.id == id, let sent = kept.sent { return try await work(sent) }
        guard !reference.isPersonal else { return try await work(repliedTo(id, isTargeted: false)) }
        guard !activity.isTargeted else { return try await work(repliedTo(id, isTargeted: true)) }
        do {
            return try await work(repliedTo(id, isTargeted: false))
        } catch let refusal as ConnectorError where refusal.mayMeanTargeted {
            guard activity.from?.id?.isEmpty == false else { throw refusal }
            do {
                return try await work(repliedTo(id, isTargeted: true))
            } catch is ConnectorError {
                throw refusal
            }
        }
    }

    private func repliedTo(_ id: ActivityID, isTargeted: Bool) throws(AppError) -> SentMessage {
        guard let conversation = reference.conversation?.id, let service = reference.serviceUrl else {
            throw AppError(.incompleteReference, "The activity names no conversation or no service URL")
        }
        let reader = isTargeted ? activity.from?.id : nil
        guard !isTargeted || reader?.isEmpty == false else {
            throw AppError(.incompleteReference, "The activity does not say who sees the message that it answers")
        }
        return SentMessage(
            conversation: conversation.base, thread: conversation.threadRoot, id: id,
            audience: reader.map(Audience.account) ?? .everyone, route: .direct, serviceUrl: service,
            sentAt: services.outbox.wallClock.now, tenant: reference.conversation?.tenantId, isTargeted: isTargeted,
            outbox: services.outbox)
    }
}

extension ConnectorError {
    /// Whether a public call was refused as one for a message that a single person sees is: live Teams answers 400 to
    /// it (vercel/chat#950), and a service that looks among public messages alone finds none.
    fileprivate var mayMeanTargeted: Bool { !isAmbiguous && (status == 400 || status == 404) }
}

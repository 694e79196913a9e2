internal import TeamsConnector
internal import TeamsModels

extension TurnServices {
    /// Sends a message: text and attachments one after the other, the second where the first went.
    ///
    /// - Throws: ``PartlySentError`` when the text was sent and the attachments were not.
    func deliver(_ outgoing: Outgoing, orElse fallback: DeliveryFallback?) async throws -> SentMessage {
        guard let halves = outgoing.halves else { return try await deliverWhole(outgoing, orElse: fallback) }
        var sent = try await deliverWhole(halves.text, orElse: fallback)
        do {
            if sent.route == .personalChat, let reader = outgoing.audience.onlyAccount {
                sent.companion = try await deliver(halves.attachments, toChatOf: reader)
            } else {
                sent.companion = try await deliverWhole(halves.attachments.following(sent), orElse: fallback)
            }
        } catch {
            throw PartlySentError(sent: [sent], isTextSent: true, cause: error)
        }
        return sent
    }

    /// Sends several messages in order, and stops at the first that fails.
    ///
    /// - Throws: ``PartlySentError``.
    func deliver(_ messages: [Outgoing], orElse fallback: DeliveryFallback?) async throws -> [SentMessage] {
        var sent: [SentMessage] = []
        for (index, message) in messages.enumerated() {
            do {
                sent.append(try await deliver(message, orElse: fallback))
            } catch {
                let half = error as? PartlySentError
                throw PartlySentError(
                    sent: sent + (half?.sent ?? []), failedIndex: index, of: messages.count,
                    isTextSent: half?.isTextSent ?? false, cause: half?.cause ?? error)
            }
        }
        return sent
    }

    /// Sends a message that is one activity; one for a single person that cannot be shown to them where they are, by
    /// another way when there is one.
    private func deliverWhole(_ outgoing: Outgoing, orElse fallback: DeliveryFallback?) async throws -> SentMessage {
        guard fallback == .personalChat, outgoing.isTargeted, let reader = outgoing.audience.onlyAccount else {
            return try await outbox.send(outgoing)
        }
        do {
            return try await outbox.send(outgoing)
        } catch let refusal as ConnectorError where refusal.rulesOutTargeted {
            do {
                return try await deliver(outgoing, toChatOf: reader)
            } catch {
                throw AppError(
                    .fallbackFailed,
                    "The message could not be shown to \(reader) alone (\(refusal)), and not in the personal chat either: \(error)",
                    causes: [refusal] + ((error as? ConnectorError).map { [$0] } ?? []))
            }
        }
    }

    /// Sends a message for one of several people to that person's own chat.
    private func deliver(_ outgoing: Outgoing, toChatOf reader: AccountID) async throws -> SentMessage {
        var person = outgoing.reference.user.flatMap { $0.isKnown(as: reader) ? $0 : nil } ?? Account(reader)
        person.id = reader
        var chat = try await personalChat(
            with: person, tenant: outgoing.reference.conversation?.tenantId, serviceURL: outgoing.reference.serviceUrl)
        chat.user = person
        var activity = outgoing.activity
        // It answers a message of another conversation, which nobody sees here.
        activity.entities?.removeAll { if case .targetedMessageInfo = $0 { true } else { false } }
        if activity.entities?.isEmpty == true { activity.entities = nil }
        return try await outbox.send(
            Outgoing(activity, to: chat, audience: .account(reader)), by: .personalChat)
    }

    /// The chat of the bot with a person: the one that is known, else a new one.
    ///
    /// - Parameters:
    ///   - person: by the id in conversations, by the one in Microsoft Entra, or both.
    ///   - tenant: the person's organisation; the registration's, or the only one that is known, when nil.
    ///   - serviceURL: where to open it; where the organisation's conversations are when nil.
    func personalChat(
        with person: Account, tenant: TenantID?, serviceURL: String? = nil
    ) async throws -> ConversationReference {
        let ids = [person.id, person.directoryID.map(AccountID.init(rawValue:))].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        guard !ids.isEmpty else { throw AppError(.incompleteReference, "The person has no id") }
        for id in ids {
            if let chat = await register.chat(with: id, in: tenant) { return chat }
        }
        let key = "\(tenant?.rawValue ?? "") \(ids[0])".lowercased()
        return try await chats.one(key) {
            for id in ids {
                if let chat = await register.chat(with: id, in: tenant) { return chat }
            }
            let home = try await self.tenant(tenant)
            let known = serviceURL == nil ? await register.service(of: home) : nil
            return try await openConversation(with: person, tenant: home, serviceURL: serviceURL ?? known)
        }
    }

    /// The organisation of somebody of whom nothing is known.
    private func tenant(_ named: TenantID?) async throws -> TenantID {
        if let named, !named.isEmpty { return named }
        // A domain name is good for tokens, and no organisation that the connector knows.
        if let homeTenant, !homeTenant.isEmpty, !homeTenant.rawValue.contains(".") { return homeTenant }
        if let only = await register.onlyTenant() { return only }
        throw AppError(
            .incompleteReference,
            "The bot does not know this person, nor in which organisation to look: say inTenant, or set TENANT_ID to the id of the organisation"
        )
    }
}

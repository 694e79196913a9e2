internal import Foundation
internal import TeamsModels

extension ConversationRegister {
    /// Where `id` is, with the thread that it names.
    /// - Throws: ``AppError/Code/unknownConversation``; ``ConversationStoreError`` when the store fails.
    func reference(of id: ConversationID) async throws -> ConversationReference {
        guard !id.base.isEmpty else { throw AppError(.incompleteReference, "The conversation's id is empty") }
        guard let known = try await store.conversation(id) else {
            throw AppError(
                .unknownConversation,
                "The bot does not know the conversation \(id): nothing has come from there since its store of conversations began. Wait for a message or an installation, send to a whole ConversationReference, or put one into app.conversations"
            )
        }
        note(known)
        var reference = known.reference
        reference.conversation?.id = id
        return reference
    }

    /// The chat of the bot with a person, as far as the store can tell; of several the one that is open, and of these
    /// the one that something came from last.
    func chat(with person: AccountID, in tenant: TenantID?) async -> ConversationReference? {
        let found = await page(of: ConversationQuery(person: person, tenant: tenant, type: .personal), limit: 100)
        let best = found.filter { $0.closure?.reason != .conversationNotFound }.max { $0.isBehind($1) }
        best.map(note)
        return best?.reference
    }

    /// The service of the conversations in an organisation; nil when none is known.
    func service(of tenant: TenantID) async -> String? {
        await page(of: ConversationQuery(tenant: tenant), limit: 1).first?.reference.serviceUrl
    }

    /// The organisation, when the bot knows exactly one.
    func onlyTenant() async -> TenantID? {
        do {
            let tenants = try await store.tenants(limit: 2)
            guard tenants.count == 1 else { return nil }
        } catch {
            failed(error)
            return nil
        }
        return await page(of: ConversationQuery(), limit: 20).lazy.compactMap(\.tenant).first
    }

    /// The first of those that are meant; none when the store fails, which is told to the log.
    func page(of query: ConversationQuery, limit: Int) async -> [KnownConversation] {
        do {
            return try await store.page(of: query, after: nil, limit: limit).conversations
        } catch {
            failed(error)
            return []
        }
    }
}

extension KnownConversation {
    /// Whether `other` is the better way to the same person.
    fileprivate func isBehind(_ other: KnownConversation) -> Bool {
        guard isReachable == other.isReachable else { return other.isReachable }
        return (lastSeen?.date ?? .distantPast) < (other.lastSeen?.date ?? .distantPast)
    }
}

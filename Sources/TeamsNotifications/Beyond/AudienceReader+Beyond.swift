internal import TeamsApp
internal import TeamsModels

extension AudienceReader {
    /// People whose activity feeds are meant. One event reaches a person once: who is meant elsewhere too, and can be
    /// reached there as far as the registry knows, is left out here.
    func feeds(of ids: [String], in audience: ResolvedAudience) async throws -> [Candidate] {
        let rows = Dictionary(grouping: try await rows(of: ids)) { $0.user ?? "" }
        let tenants = try await store.conversations.tenants(limit: 2)
        let home = tenants.count == 1 ? tenants[0] : nil
        return ids.compactMap { id in
            guard let own = rows[id], let first = own.first else {
                // Somebody who writes to no bot may have its app all the same, as a tab.
                guard audience.member(id, nil) == nil else { return nil }
                return Candidate(feedOf: Recipient(user: id, account: nil, tenant: home), id, obstacle: nil)
            }
            let isReached = own.contains { Candidate($0).obstacle == nil && audience.root.contains($0) }
            guard !isReached else { return nil }
            let installed = own.first(where: \.isInstalled)
            return Candidate(feedOf: installed ?? first, id, obstacle: installed == nil ? .notInstalled : nil)
        }
    }
}

extension Candidate {
    /// A webhook.
    init(_ webhook: WebhookName) {
        var nobody = Recipient(user: nil, account: nil, tenant: nil)
        nobody.type = nil
        self.init(nobody)
        beyond = .webhook(webhook)
    }

    /// The activity feed of somebody, whose chat may be closed to the bot.
    fileprivate init(feedOf person: Recipient, _ user: String, obstacle: DeliveryCode?) {
        self.init(person)
        beyond = .feed(of: user, in: person.tenant)
        self.obstacle = obstacle
    }
}

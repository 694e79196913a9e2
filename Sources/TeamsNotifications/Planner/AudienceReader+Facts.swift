internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

extension AudienceReader {
    /// What an audience needs to know beforehand. In a dry run rosters stay unknown.
    /// - Throws: ``AudienceProblem`` when it will not be known either.
    func facts(for audience: NotificationAudience) async throws -> AudienceFacts {
        var facts = AudienceFacts()
        if let service {
            for id in audience.rosters { facts.rosters[id] = try await roster(of: id, service) }
        }
        for id in audience.unreadOf {
            facts.unread[id] = try await conversations(of: id) { $0.readAt == nil && $0.target.user != nil }
        }
        for id in audience.withoutActionOn {
            facts.withoutAction[id] = try await conversations(of: id) { $0.actedAt == nil }
        }
        return facts
    }

    /// The channels that an audience names and the registry does not know, of teams that it knows, in order.
    func missingChannels(of audience: NotificationAudience) async throws -> [(team: TeamID, name: String)] {
        var missing: [(team: TeamID, name: String)] = []
        for (team, names) in audience.namedChannels.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let rows = try await channels(of: team)
            guard !rows.isEmpty else { continue }
            for name in names.sorted() where !rows.contains(where: ChannelChoice.named([name]).contains) {
                missing.append((team, name))
            }
        }
        return missing
    }

    private func roster(of id: ConversationID, _ service: AudienceService) async throws -> Roster {
        guard let known = try await store.conversations.conversation(id.base) else {
            throw AudienceProblem(
                message:
                    "The bot does not know the conversation \(id.base), so nobody knows who is in it: "
                    + "install the app there, or write to the bot from there"
            )
        }
        var reference = known.reference
        // A team's roster is read by the id of the team.
        if let team = known.team?.id { reference.conversation?.id = team.conversationID }
        do {
            return Roster(try await service.members(reference), tenant: known.tenant)
        } catch let error as ConnectorError where error.isRosterClosed {
            throw AudienceProblem(message: "The members of \(id.base) cannot be read: \(error)")
        }
    }

    /// The conversations of delivered messages that fit.
    private func conversations(
        of id: NotificationID, where fits: (Delivery) -> Bool
    ) async throws -> [ConversationID] {
        var found: [ConversationID] = []
        var place: Int64 = 0
        while true {
            let page = try await store.deliveries(of: id, in: [.delivered], after: place, limit: Self.pageSize)
            found += page.items.lazy.filter(fits).compactMap(\.target.conversation)
            guard let last = page.items.last?.place, page.next != nil else { return found }
            place = last
        }
    }
}

extension ConnectorError {
    /// Whether a roster stays out of reach.
    fileprivate var isRosterClosed: Bool {
        guard let status else { return code == .invalidRequest }
        return [400, 403, 404].contains(status)
    }
}

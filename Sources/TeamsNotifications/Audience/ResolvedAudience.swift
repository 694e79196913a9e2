internal import TeamsModels

/// An audience together with what had to be looked up for it: pure, and asked about one recipient after the other.
struct ResolvedAudience: Sendable {
    indirect enum Part: Sendable {
        case type(ConversationType)
        /// General channels alone.
        case team
        case people(Set<String>)
        case conversations(Set<String>)
        case channels(Set<String>, ChannelChoice)
        case roster(Roster)
        /// The one person of a targeted message.
        case person(String)
        case any([Part])
        case all([Part])
        case not(Part)

        func contains(_ recipient: Recipient) -> Bool {
            switch self {
            case .type(let type): return recipient.isKnown && recipient.type == type
            case .team: return recipient.type == .channel && recipient.isGeneral
            case .people(let ids): return recipient.isOne(of: ids)
            case .conversations(let ids): return recipient.isKnown && ids.contains(recipient.conversation.rawValue)
            case .channels(let teams, let choice):
                guard recipient.type == .channel, let team = recipient.team else { return false }
                return teams.contains(team.rawValue) && choice.contains(recipient)
            case .roster(let roster):
                return recipient.type == .personal && roster.person(recipient.user, recipient.account) != nil
            case .person(let id): return recipient.isOne(of: [id])
            case .any(let parts): return parts.contains { $0.contains(recipient) }
            case .all(let parts): return parts.allSatisfy { $0.contains(recipient) }
            case .not(let part): return !part.contains(recipient)
            }
        }
    }

    let root: Part
    /// Where recipients are looked for, each of whom belongs to the first source that has them.
    let sources: [AudienceSource]

    /// Whether a recipient of the source at `place` is meant, and was not there before.
    func includes(_ recipient: Recipient, from place: Int) -> Bool {
        root.contains(recipient) && !sources[..<place].contains { $0.contains(recipient) }
    }
}

extension Recipient {
    /// Somebody of whom the registry knows no conversation.
    init(user: String?, account: AccountID?, tenant: TenantID?) {
        self.init(
            place: -1, conversation: "", type: .personal, tenant: tenant, user: user, account: account, team: nil,
            name: nil, locale: nil, timeZone: nil, isInstalled: false, closure: nil)
    }

    /// Whether the registry knows the conversation.
    var isKnown: Bool { place >= 0 }

    /// Whether it is the channel General, whose id is its team's.
    var isGeneral: Bool { team.map { $0.rawValue == conversation.rawValue } ?? false }

    /// Whether it is the personal chat of one of these, by ids of either kind.
    func isOne(of ids: Set<String>) -> Bool {
        guard type == .personal else { return false }
        return user.map(ids.contains) ?? false || account.map { ids.contains($0.rawValue) } ?? false
    }
}

extension ChannelChoice {
    func contains(_ channel: Recipient) -> Bool {
        switch kind {
        case .general: channel.isGeneral
        case .all: true
        case .named(let names): names.contains { matches($0, channel) }
        }
    }

    /// General has no name of its own.
    private func matches(_ name: String, _ channel: Recipient) -> Bool {
        let wanted = name.lowercased()
        return channel.name?.lowercased() == wanted || channel.isGeneral && wanted == "general"
    }
}

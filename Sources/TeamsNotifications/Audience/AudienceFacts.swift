internal import TeamsModels

/// What an audience cannot say by itself, looked up before its recipients are.
struct AudienceFacts: Sendable {
    /// Who is where.
    var rosters: [ConversationID: Roster] = [:]
    /// The conversations of people who have not read a notification.
    var unread: [NotificationID: [ConversationID]] = [:]
    /// The conversations where nobody acted on a notification.
    var withoutAction: [NotificationID: [ConversationID]] = [:]
}

extension NotificationAudience {
    /// The conversations whose rosters it needs.
    var rosters: Set<ConversationID> {
        parts { if case .members(let id) = $0 { id } else { nil } }
    }

    /// The notifications of which it needs who has not read them.
    var unreadOf: Set<NotificationID> {
        parts { if case .unread(let id) = $0 { id } else { nil } }
    }

    /// The notifications of which it needs where nobody acted on them.
    var withoutActionOn: Set<NotificationID> {
        parts { if case .withoutAction(let id) = $0 { id } else { nil } }
    }

    /// The channels that it names, by their teams.
    var namedChannels: [TeamID: Set<String>] {
        let named = parts { kind -> [TeamID: Set<String>]? in
            guard case .teams(let ids, let choice) = kind, case .named(let names) = choice.kind else { return nil }
            return Dictionary(ids.map { ($0, Set(names)) }, uniquingKeysWith: { first, _ in first })
        }
        return named.reduce(into: [:]) { $0.merge($1) { $0.union($1) } }
    }

    private func parts<Value: Hashable>(_ pick: (Kind) -> Value?) -> Set<Value> {
        switch kind {
        case .any(let parts), .all(let parts):
            return parts.reduce(into: []) { $0.formUnion($1.parts(pick)) }
        case .not(let part): return part.parts(pick)
        default: return pick(kind).map { [$0] } ?? []
        }
    }

    /// The audience with its facts.
    func resolved(with facts: AudienceFacts) -> ResolvedAudience {
        let audience = simplified
        let sources = audience.sources(facts)
        // Who is reached in a chat is known before anybody's feed is looked at.
        return ResolvedAudience(
            root: audience.part(facts),
            sources: sources.filter { !$0.isBeyondChats } + sources.filter(\.isBeyondChats))
    }

    /// Without what cancels itself out, and with whom a `not` is taken from: alone, or beside others that it would add
    /// to, it is every person but those.
    private var simplified: NotificationAudience {
        switch kind {
        case .not(let part):
            if case .not(let inner) = part.kind { return inner.simplified }
            return NotificationAudience(.all([.everyone, NotificationAudience(.not(part.inside))]))
        case .any(let parts): return NotificationAudience(.any(parts.map(\.simplified)))
        case .all(let parts):
            let inner = parts.map(\.inside)
            let isAllNegative = inner.allSatisfy { if case .not = $0.kind { true } else { false } }
            return NotificationAudience(.all(isAllNegative ? [.everyone] + inner : inner))
        default: return self
        }
    }

    /// The same where something else says whom a `not` is taken from.
    private var inside: NotificationAudience {
        guard case .not(let part) = kind else { return simplified }
        if case .not(let inner) = part.kind { return inner.inside }
        return NotificationAudience(.not(part.inside))
    }

    private func part(_ facts: AudienceFacts) -> ResolvedAudience.Part {
        switch kind {
        case .everyone, .scope(.personal): .type(.personal)
        case .scope(.group): .type(.groupChat)
        case .scope(.team): .team
        case .users(let ids): .people(Set(ids.map(\.foldedPersonID)))
        case .conversations(let ids): .conversations(Set(ids.map(\.base.rawValue)))
        case .teams(let ids, let choice): .channels(Set(ids.map(\.rawValue)), choice)
        case .members(let id): .roster(facts.rosters[id] ?? Roster([], tenant: nil))
        case .visible(let person, _): .person(person.foldedPersonID)
        case .unread(let id): .conversations(Set((facts.unread[id] ?? []).map(\.base.rawValue)))
        case .withoutAction(let id): .conversations(Set((facts.withoutAction[id] ?? []).map(\.base.rawValue)))
        case .webhook, .activityFeed: .any([])
        case .any(let parts): .any(parts.map { $0.part(facts) })
        case .all(let parts): .all(parts.map { $0.part(facts) })
        case .not(let part): .not(part.part(facts))
        }
    }

    /// Where to look so that nobody who is meant is missed.
    private func sources(_ facts: AudienceFacts) -> [AudienceSource] {
        switch kind {
        case .everyone, .scope(.personal): return [.rows(.personal)]
        case .scope(.group): return [.rows(.groupChat)]
        case .scope(.team): return [.rows(.channel)]
        case .users(let ids):
            var seen: Set<String> = []
            let people = ids.map(\.foldedPersonID).filter { seen.insert($0).inserted }
            return [.people(people, seen)]
        case .conversations(let ids): return [Self.source(ids, isGiven: true)]
        case .teams(let ids, let choice):
            var seen: Set<String> = []
            return [.channels(ids.filter { seen.insert($0.rawValue).inserted }, seen, choice)]
        case .members(let id): return facts.rosters[id].map { [.roster($0)] } ?? []
        case .visible(let person, let conversation):
            return [.targeted(person: person.foldedPersonID, in: conversation)]
        case .unread(let id): return [Self.source(facts.unread[id] ?? [], isGiven: false)]
        case .withoutAction(let id): return [Self.source(facts.withoutAction[id] ?? [], isGiven: false)]
        case .webhook(let name): return [.webhook(name)]
        case .activityFeed(let ids):
            var seen: Set<String> = []
            return [.feed(ids.map(\.foldedPersonID).filter { seen.insert($0).inserted })]
        case .any(let parts): return parts.flatMap { $0.sources(facts) }
        case .all(let parts):
            // Whoever is in all of them is in the narrowest.
            let candidates = parts.filter { if case .not = $0.kind { false } else { true } }
            return candidates.min { $0.breadth < $1.breadth }?.sources(facts) ?? [.rows(.personal)]
        case .not: return [.rows(.personal)]
        }
    }

    private static func source(_ ids: [ConversationID], isGiven: Bool) -> AudienceSource {
        var places: [String: Int] = [:]
        var listed: [AudienceSource.Listed] = []
        for id in ids {
            if let place = places[id.base.rawValue] {
                if !listed[place].ids.contains(id) { listed[place].ids.append(id) }
            } else {
                places[id.base.rawValue] = listed.count
                listed.append(AudienceSource.Listed(base: id.base, ids: [id]))
            }
        }
        return .conversations(listed, Set(places.keys), isGiven: isGiven)
    }

    /// A guess at how many are in it, for the choice of where to look. What is seen by one alone goes before all: only
    /// its own source makes it so.
    private var breadth: Int {
        switch kind {
        case .visible, .webhook: 0
        case .conversations(let ids): ids.count
        case .users(let ids), .activityFeed(let ids): ids.count
        case .teams(let ids, _): ids.count * 10
        case .members: 1000
        case .scope(.team): 10_000
        case .scope(.group): 20_000
        case .unread, .withoutAction: 50_000
        case .everyone, .scope(.personal): 1_000_000
        case .any(let parts): parts.reduce(0) { $0 + $1.breadth }
        case .all(let parts): parts.map(\.breadth).min() ?? 0
        case .not: 1_000_000
        }
    }
}

extension String {
    /// A person's id as it is compared: ids of conversations as they are written, those of Microsoft Entra without
    /// regard to case.
    var foldedPersonID: String { utf8.contains(UInt8(ascii: ":")) ? self : lowercased() }
}

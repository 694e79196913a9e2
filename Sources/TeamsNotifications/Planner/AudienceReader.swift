internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// Turns an audience into candidates, page by page, from the registry and, where one is given, from the service.
struct AudienceReader: Sendable {
    /// Rows of a page, and ids of a list that are looked up at once.
    static let pageSize = 4000
    static let listSize = 500

    let store: any NotificationStore
    /// Nil in a dry run: nothing is asked then.
    let service: AudienceService?

    /// Gives every candidate from `cursor` on, with the cursor behind them.
    /// - Parameter body: returns whether to go on.
    func read(
        _ audience: ResolvedAudience, from cursor: PlanCursor,
        _ body: (_ candidates: [Candidate], _ behind: PlanCursor) async throws -> Bool
    ) async throws {
        var cursor = cursor
        while cursor.source < audience.sources.count {
            try Task.checkCancellation()
            let (candidates, next) = try await page(of: audience, at: cursor)
            let behind = PlanCursor(source: next == nil ? cursor.source + 1 : cursor.source, place: next ?? 0)
            guard try await body(candidates, behind) else { return }
            cursor = behind
        }
    }

    /// Of an audience that takes many pages, the first in each organisation: what is sent there need not wait until
    /// all that stand before them are planned. Those of the first page, and later ones, come again.
    func beginnings(of audience: ResolvedAudience) async throws -> [Candidate] {
        guard case .rows(let type)? = audience.sources.first else { return [] }
        let tenants = try await store.conversations.tenants(limit: Self.mostBeginnings)
        guard tenants.count > 1 else { return [] }
        var found: [Candidate] = []
        for tenant in tenants {
            var query = RecipientQuery()
            query.type = type
            query.tenant = tenant
            let rows = try await page(query, after: 0, limit: Self.beginning)
            found += rows.lazy.filter { audience.includes($0, from: 0) }.map { Candidate($0) }
        }
        return found
    }

    /// So many deliveries keep an organisation's lane at work for some seconds.
    private static let beginning = 200
    private static let mostBeginnings = 200

    /// - Returns: the candidates, and where the source goes on; nil at its end.
    private func page(
        of audience: ResolvedAudience, at cursor: PlanCursor
    ) async throws -> ([Candidate], Int64?) {
        let source = audience.sources[cursor.source]
        func isMeant(_ recipient: Recipient) -> Bool { audience.includes(recipient, from: cursor.source) }
        switch source {
        case .rows(let type):
            var query = RecipientQuery()
            query.type = type
            let rows = try await page(query, after: cursor.place)
            let next = rows.count < Self.pageSize ? nil : rows.last?.place
            return (rows.filter(isMeant).map { Candidate($0) }, next)
        case .people(let ids, _):
            let (chunk, next) = Self.chunk(of: ids, at: cursor.place)
            return (try await people(chunk, of: audience).filter { isMeant($0.recipient) }, next)
        case .conversations(let listed, _, let isGiven):
            let (chunk, next) = Self.chunk(of: listed, at: cursor.place)
            return (try await conversations(chunk, isGiven: isGiven, isMeant), next)
        case .channels(let teams, _, let choice):
            // One team at a time: each may have a thousand channels.
            let (chunk, next) = Self.chunk(of: teams, at: cursor.place, size: 1)
            guard let team = chunk.first else { return ([], nil) }
            let candidates = try await channels(of: team, choice)
            return (candidates.filter { !$0.recipient.isKnown || isMeant($0.recipient) }, next)
        case .roster(let roster):
            let (chunk, next) = Self.chunk(of: roster.people, at: cursor.place)
            return (try await members(chunk).filter { isMeant($0.recipient) }, next)
        case .webhook(let name): return ([Candidate(name)], nil)
        case .feed(let ids):
            let (chunk, next) = Self.chunk(of: ids, at: cursor.place)
            return (try await feeds(of: chunk, in: audience), next)
        case .targeted(let person, let conversation):
            return (
                try await targeted(person, in: conversation).filter { audience.root.contains($0.person) }
                    .map(\.candidate), nil
            )
        }
    }

    private static func chunk<Element>(
        of list: [Element], at place: Int64, size: Int = listSize
    ) -> ([Element], Int64?) {
        let start = min(Int(clamping: place), list.count)
        let end = min(start + size, list.count)
        return (Array(list[start..<end]), end < list.count ? Int64(end) : nil)
    }

    // MARK: People

    func rows(of people: [String]) async throws -> [Recipient] {
        guard !people.isEmpty else { return [] }
        var query = RecipientQuery()
        query.type = .personal
        query.people = people
        return try await allRows(query)
    }

    private func page(
        _ query: RecipientQuery, after place: Int64, limit: Int = pageSize
    ) async throws -> [Recipient] {
        var rows = try await store.recipients(query, after: place, limit: limit)
        // Where the service said no type, the store found it by the id.
        if let type = query.type {
            for index in rows.indices where rows[index].type == nil { rows[index].type = type }
        }
        return rows
    }

    private func allRows(_ query: RecipientQuery) async throws -> [Recipient] {
        var found: [Recipient] = []
        while true {
            let rows = try await page(query, after: found.last?.place ?? 0)
            guard !rows.isEmpty else { return found }
            found += rows
        }
    }

    private func people(_ ids: [String], of audience: ResolvedAudience) async throws -> [Candidate] {
        let rows = try await rows(of: ids)
        let known = Set(rows.flatMap { [$0.user, $0.account?.rawValue].compactMap(\.self) })
        var candidates = rows.map { Candidate($0) }
        for id in ids where !known.contains(id) {
            let isAccount = id.utf8.contains(UInt8(ascii: ":"))
            let account = isAccount ? AccountID(id) : nil
            let user = isAccount ? nil : id
            if let member = audience.member(user, account) {
                candidates.append(Candidate(Recipient(member)))
            } else {
                let unknown = Recipient(user: user, account: account, tenant: nil)
                candidates.append(Candidate(unknown, obstacle: .notInstalled))
            }
        }
        return candidates
    }

    /// The chats with these people that the registry knows.
    func chats(of people: [String]) async throws -> [Candidate] {
        try await rows(of: people.map { $0.lowercased() }).map { Candidate($0) }
    }

    private func members(_ people: [Roster.Person]) async throws -> [Candidate] {
        let ids = people.flatMap { [$0.user, $0.account?.rawValue].compactMap(\.self) }
        let rows = try await rows(of: ids)
        let known = Set(rows.flatMap { [$0.user, $0.account?.rawValue].compactMap(\.self) })
        let unknown = people.filter { person in
            !(person.user.map(known.contains) ?? false)
                && !(person.account.map { known.contains($0.rawValue) } ?? false)
        }
        return rows.map { Candidate($0) } + unknown.map { Candidate(Recipient($0)) }
    }

    // MARK: Places

    private func conversations(
        _ listed: [AudienceSource.Listed], isGiven: Bool, _ isMeant: (Recipient) -> Bool
    ) async throws -> [Candidate] {
        guard !listed.isEmpty else { return [] }
        var query = RecipientQuery()
        query.conversations = listed.map(\.base)
        let rows = Dictionary(
            try await allRows(query).map { ($0.conversation.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        var candidates: [Candidate] = []
        for one in listed {
            guard let row = rows[one.base.rawValue] else {
                // What was only delivered there once says nothing about today.
                guard isGiven else { continue }
                var unknown = Recipient(user: nil, account: nil, tenant: nil)
                unknown.type = nil
                candidates += one.ids.map { Candidate(unknown, thread: $0, obstacle: .notInstalled) }
                continue
            }
            let isRowMeant = isMeant(row)
            for id in one.ids where isRowMeant || id != one.base {
                candidates.append(Candidate(row, thread: id == one.base ? nil : id))
            }
        }
        return candidates
    }

    private func channels(of team: TeamID, _ choice: ChannelChoice) async throws -> [Candidate] {
        var rows = try await channels(of: team)
        if let service, !rows.isEmpty, choice.needsList(besides: rows) {
            try await learnChannels(of: team, service)
            rows = try await channels(of: team)
        }
        guard rows.isEmpty else { return rows.map { Candidate($0) } }
        var unknown = Recipient(user: nil, account: nil, tenant: nil)
        unknown.type = .channel
        unknown.team = team
        unknown.conversation = team.conversationID
        return [Candidate(unknown, thread: team.conversationID, obstacle: .notInstalled)]
    }

    /// The channels of a team that the registry knows.
    func channels(of team: TeamID) async throws -> [Recipient] {
        var query = RecipientQuery()
        query.type = .channel
        query.teams = [team]
        return try await allRows(query)
    }

    /// Asks for the channels of a team, and gives those to the registry that it does not know.
    private func learnChannels(of team: TeamID, _ service: AudienceService) async throws {
        var known: KnownConversation?
        for try await page in store.conversations.pages(of: ConversationQuery(team: team), limit: 1) {
            known = page.first
            break
        }
        guard let known, let url = known.reference.serviceUrl else { return }
        for channel in try await service.channels(team, url) {
            guard let id = channel.id, !id.isEmpty, id.rawValue != team.rawValue else { continue }
            let conversation = ConversationID(id.rawValue)
            try await store.conversations.update(conversation) { there in
                if there != nil { return there }
                var new = known
                new.reference.conversation?.id = conversation
                new.channel = channel
                new.selectedChannel = nil
                new.installedAt = nil
                new.uninstalledAt = nil
                new.closure = nil
                return new
            }
        }
    }

    // MARK: One person inside of a conversation

    private func targeted(
        _ person: String, in id: ConversationID
    ) async throws -> [(candidate: Candidate, person: Recipient)] {
        var query = RecipientQuery()
        query.conversations = [id.base]
        let isAccount = person.utf8.contains(UInt8(ascii: ":"))
        let chats = try await rows(of: [person])
        let known = chats.first
        var user = known?.user ?? (isAccount ? nil : person)
        var account = known?.account ?? (isAccount ? AccountID(person) : nil)
        let who = Recipient(user: user, account: account, tenant: known?.tenant)
        guard let row = try await allRows(query).first else {
            var unknown = Recipient(user: nil, account: nil, tenant: nil)
            unknown.type = nil
            return [(Candidate(unknown, thread: id, obstacle: .notInstalled), who)]
        }
        // In a chat of two the one person sees everything; somebody else sees nothing there.
        if row.type == .personal {
            let isTheirs = row.isOne(of: [person])
            return [(Candidate(row, obstacle: isTheirs ? nil : .notInConversation), who)]
        }
        if account == nil, let service, let reference = try await reference(of: row) {
            do {
                let member = try await service.member(AccountID(person), reference)
                account = member.id
                user = user ?? member.directoryID?.lowercased()
            } catch let error as ConnectorError where error.code == .memberNotFound {
                account = nil
            }
        }
        var candidate = Candidate(row, thread: id == id.base ? nil : id)
        candidate.reader = Roster.Person(user: user, account: account, tenant: row.tenant ?? "")
        if account == nil, service != nil { candidate.obstacle = candidate.obstacle ?? .notInConversation }
        return [(candidate, Recipient(user: user, account: account, tenant: row.tenant))]
    }

    private func reference(of row: Recipient) async throws -> ConversationReference? {
        try await store.conversations.conversation(row.conversation)?.reference
    }
}

extension DeliveryCode {
    /// Skipped: the person is not in the conversation.
    static let notInConversation: DeliveryCode = "notInConversation"
}

extension Recipient {
    fileprivate init(_ person: Roster.Person) {
        self.init(user: person.user, account: person.account, tenant: person.tenant)
    }
}

extension ResolvedAudience {
    /// Somebody whom one of its rosters has.
    func member(_ user: String?, _ account: AccountID?) -> Roster.Person? {
        for case .roster(let roster) in sources {
            if let person = roster.person(user, account) { return person }
        }
        return nil
    }
}

extension ChannelChoice {
    /// Whether the registry may not know all of the channels that are meant.
    fileprivate func needsList(besides rows: [Recipient]) -> Bool {
        switch kind {
        case .general: false
        case .all: true
        case .named(let names): names.contains { name in !rows.contains { ChannelChoice.named([name]).contains($0) } }
        }
    }
}

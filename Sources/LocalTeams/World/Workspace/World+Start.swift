internal import JSONKit

extension World {
    /// A new world. Its first ``takeChanges()`` holds everything that is to be stored.
    init(_ workspace: Workspace, seed: UInt64, now: Instant, origin: String = "http://127.0.0.1:3979") {
        var workspace = workspace
        if workspace.clock.mode == .virtual { workspace.clock.now = workspace.clock.now ?? now }
        self.init(empty: workspace, ids: IDGenerator(state: seed), now: now, origin: origin)
        fill()
    }

    /// Back to the workspace that the world was made from: no messages, no ledger. Numbers and ids go on rising, so that
    /// nobody takes a new message for an old one.
    mutating func reset() {
        var fresh = World(empty: initial, ids: ids, now: now, origin: origin)
        fresh.rules = rules
        fresh.counters = counters
        fresh.effects = effects
        fresh.dirty.reset()
        fresh.fill()
        let audience = everyone + fresh.everyone.filter { people[$0] == nil }
        self = fresh
        show(.workspace, to: audience)
    }

    /// Sees to it that a bot with this endpoint and secret is there after a reset too.
    mutating func resetKeeps(_ appId: String, endpoint: String?, secret: String?) {
        guard let bot = bot(appId) else { return }
        if let place = initial.bots.firstIndex(where: { $0.appId == appId }) {
            if let endpoint { initial.bots[place].endpoint = endpoint }
            if let secret { initial.bots[place].secret = secret }
        } else {
            initial.bots.append(bot)
        }
        touch(.initial)
    }

    private mutating func fill() {
        touch(.initial)
        for bot in initial.bots { insert(bot) }
        for person in initial.users { insert(person) }
        for chat in initial.chats { insert(chat) }
        for team in initial.teams { insert(team) }
        for installation in initial.installations { insert(installation) }
        for chat in initial.chats {
            for bot in chat.bots {
                insert(bot: bot, target: chat.kind == .personal ? .user(chat.members[0]) : .chat(chat.id))
            }
        }
        for team in initial.teams {
            for bot in team.bots { insert(bot: bot, target: .team(team.id, channel: team.id)) }
        }
        for bot in initial.bots where bot.everyone {
            for person in initial.users { insert(bot: bot.appId, target: .user(person.handle)) }
        }
        for webhook in initial.webhooks {
            webhooks[webhook.id] = Row(value: webhook, serial: serial())
            touch(.webhook(webhook.id))
        }
    }

    mutating func insert(_ person: Person) {
        people[person.handle] = Row(value: person, serial: serial())
        everyone.append(person.handle)
        index(person)
        touch(.person(person.handle))
    }

    mutating func insert(_ bot: Bot) {
        bots[bot.appId] = Row(value: bot, serial: serial())
        for person in people.values { index(person.value, for: bot.appId) }
        touch(.bot(bot.appId))
    }

    private mutating func insert(_ chat: Workspace.Chat) {
        var state = ChatState(
            id: chat.id, kind: chat.kind, name: chat.name, bot: chat.kind == .personal ? chat.bots.first : nil,
            serial: serial())
        for member in chat.members { state.roster.add(member, serial: serial()) }
        insert(state)
    }

    mutating func insert(_ chat: ChatState) {
        chats[chat.id] = chat
        index(chat)
        touch(.chat(chat.id))
    }

    private mutating func insert(_ team: Workspace.Team) {
        var state = TeamState(
            id: team.id, name: team.name, aadGroupId: team.aadGroupId, archived: team.archived, deleted: team.deleted,
            channels: team.channels, serial: serial())
        for member in team.members { state.roster.add(member, serial: serial()) }
        insert(state)
    }

    mutating func insert(_ team: TeamState) {
        teams[team.id] = team
        for channel in team.channels { teamOfChannel[channel.id] = team.id }
        touch(.team(team.id))
    }

    /// Installs a bot without telling anyone. The installation that is there already, if one is.
    @discardableResult
    mutating func insert(bot: String, target: Installation.Target) -> Installation {
        if let place = home(of: target, bot: bot), let there = installation(of: bot, at: place) { return there }
        let installation = Installation(id: ids.guid(), bot: bot, target: target)
        insert(installation)
        return installation
    }

    private mutating func insert(_ installation: Installation) {
        if case .user(let handle) = installation.target {
            let chat = personalChat(of: handle, with: installation.bot)
            chats[chat]?.uninstalled = false
            touch(.chat(chat))
        }
        installations[installation.id] = Row(value: installation, serial: serial())
        index(installation)
        touch(.installation(installation.id))
    }

    /// The chat of a person with a bot, made when it is not there.
    mutating func personalChat(of handle: String, with bot: String) -> String {
        if let chat = personalChats[.bot(bot, handle: handle)] { return chat }
        var chat = ChatState(
            id: "a:1\(StableID.opaque(88, "chat", tenant.id, bot, handle))", kind: .personal, bot: bot,
            serial: serial())
        chat.roster.add(handle, serial: serial())
        insert(chat)
        return chat.id
    }
}

// What follows from the rows.
extension World {
    mutating func index(_ person: Person) {
        directory[person.aadObjectId.lowercased()] = person.handle
        directory[person.userPrincipalName.lowercased()] = person.handle
        if let id = person.id { accounts[id] = Account(handle: person.handle) }
        for bot in bots.keys { index(person, for: bot) }
    }

    private mutating func index(_ person: Person, for bot: String) {
        guard person.id == nil else { return }
        accounts[account(of: person, for: bot)] = Account(bot: bot, handle: person.handle)
    }

    mutating func index(_ chat: ChatState) {
        guard chat.kind == .personal else { return }
        let members = chat.roster.handles
        if let bot = chat.bot, let handle = members.first {
            personalChats[.bot(bot, handle: handle)] = chat.id
        } else if members.count == 2 {
            personalChats[.people(of: members[0], and: members[1])] = chat.id
        }
    }

    mutating func index(_ installation: Installation) {
        guard let place = home(of: installation.target, bot: installation.bot) else { return }
        installed[place, default: []].append(installation.id)
    }

    /// The chat or team that an installation belongs to.
    func home(of target: Installation.Target, bot: String) -> String? {
        switch target {
        case .user(let handle): personalChats[.bot(bot, handle: handle)]
        case .chat(let chat): chat
        case .team(let team, _): team
        }
    }

    /// A bot's installation in a chat or a team.
    func installation(of bot: String, at place: String) -> Installation? {
        for id in installed[place] ?? [] {
            if let row = installations[id], row.value.bot == bot { return row.value }
        }
        return nil
    }
}

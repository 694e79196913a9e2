internal import JSONKit

extension World {
    /// A new world. Its first ``takeChanges()`` holds everything that is to be stored.
    init(_ workspace: Workspace, seed: UInt64, now: Instant, origin: String = "http://127.0.0.1:3979") {
        var workspace = workspace
        if workspace.clock.mode == .virtual { workspace.clock.now = workspace.clock.now ?? now }
        self.init(empty: workspace, ids: IDGenerator(state: seed), now: now, origin: origin)
        fill()
    }

    /// Back to the workspace that the world was made from: no messages, no ledger. Numbers and ids go on rising, so
    /// that nobody takes a new message for an old one.
    mutating func reset() {
        var fresh = World(empty: initial.workspace, ids: ids, now: now, origin: origin)
        fresh.rules = rules
        fresh.counters = counters
        fresh.effects = effects
        fresh.isReset = true
        fresh.fill()
        let audience = everyone + fresh.everyone.filter { person($0) == nil }
        self = fresh
        show(.workspace, to: audience)
    }

    /// Sees to it that a bot is there after a reset too, and as `change` makes it.
    mutating func resetKeeps(_ appId: AppID, _ change: (inout Bot) -> Void) {
        guard let bot = bot(appId) else { return }
        initial.change { workspace in
            if let place = workspace.bots.firstIndex(where: { $0.appId == appId }) {
                change(&workspace.bots[place])
            } else {
                workspace.bots.append(bot)
            }
        }
    }

    private mutating func fill() {
        initial.touch()
        let workspace = initial.workspace
        for bot in workspace.bots { directory.add(bot, serial: counters.nextSerial()) }
        for person in workspace.users { directory.add(person, serial: counters.nextSerial()) }
        for chat in workspace.chats { add(chat) }
        for team in workspace.teams { add(team) }
        for installation in workspace.installations { add(installation) }
        for chat in workspace.chats {
            for bot in chat.bots {
                install(bot, at: chat.kind == .personal ? .user(chat.members[0]) : .chat(chat.id))
            }
        }
        for team in workspace.teams {
            for bot in team.bots { install(bot, at: .team(team.id, channel: team.id)) }
        }
        for bot in workspace.bots where bot.isForEveryone {
            for person in workspace.users { install(bot.appId, at: .user(person.handle)) }
        }
        for webhook in workspace.webhooks { webhooks.put(Row(webhook, serial: counters.nextSerial())) }
    }

    private mutating func add(_ chat: Workspace.Chat) {
        var state = ChatState(
            id: chat.id, kind: chat.kind, name: chat.name, bot: chat.kind == .personal ? chat.bots.first : nil,
            serial: counters.nextSerial())
        for member in chat.members { state.roster.add(member, serial: counters.nextSerial()) }
        if chat.kind == .meeting { state.meeting = Meeting(start: chat.start, end: chat.end, now: now) }
        places.put(state)
    }

    private mutating func add(_ team: Workspace.Team) {
        var state = TeamState(
            id: team.id, name: team.name, aadGroupId: team.aadGroupId, archived: team.archived, deleted: team.deleted,
            channels: team.channels, serial: counters.nextSerial())
        for member in team.members { state.roster.add(member, serial: counters.nextSerial()) }
        for place in state.channels.indices {
            let channel = state.channels[place]
            guard channel.members != nil || !channel.sharedWith.isEmpty else { continue }
            var people = ChannelPeople(channel: channel.id)
            people.sharedWith = channel.sharedWith
            if let members = channel.members {
                var roster = Roster()
                for member in members { roster.add(member, serial: counters.nextSerial()) }
                people.roster = roster
            }
            state.people.append(people)
            state.channels[place].members = nil
            state.channels[place].sharedWith = []
        }
        places.put(state)
    }
}

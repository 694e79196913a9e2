/// The chats, and the teams with their channels.
struct Places: Sendable, Equatable {
    private var chatRows = Table<ConversationID, ChatState>(.chat)
    private var teamRows = Table<ConversationID, TeamState>(.team)
    /// The team of a channel.
    private var teamOfChannel: [ConversationID: ConversationID] = [:]
    /// Personal chats by who talks there.
    private var personalChats: [Parties: ConversationID] = [:]

    init() {}

    /// In the order of creation.
    var chats: [ChatState] { chatRows.inOrder }
    /// In the order of creation.
    var teams: [TeamState] { teamRows.inOrder }

    func chat(_ id: ConversationID) -> ChatState? { chatRows[id] }

    func team(_ id: ConversationID) -> TeamState? { teamRows[id] }

    /// The team of a group of the directory, in whatever case its id is written.
    func team(group id: String) -> TeamState? {
        let id = id.lowercased()
        return teamRows.values.first { $0.aadGroupId.lowercased() == id }
    }

    /// The personal chat of these two.
    func personalChat(of parties: Parties) -> ConversationID? { personalChats[parties] }

    func channel(_ id: ConversationID) -> Workspace.Channel? {
        guard let team = teamOfChannel[id] else { return nil }
        return teamRows[team]?.channels.first { $0.id == id }
    }

    /// Who is in a channel that has people of its own; nil where that is its team.
    func people(of channel: ConversationID) -> ChannelPeople? {
        guard let team = teamOfChannel[channel] else { return nil }
        return teamRows[team]?.people.first { $0.channel == channel }
    }

    /// What a conversation id stands for, also when its team or channel is deleted.
    func place(_ conversation: ConversationID) -> Place? {
        let address = ConversationAddress(conversation)
        if let team = teamOfChannel[address.base] {
            return Place(id: address.base, root: address.root, kind: .channel(team: team))
        }
        guard let chat = chatRows[address.base] else { return nil }
        let kind: Place.Kind =
            switch (chat.kind, chat.bot) {
            case (.personal, let bot?): .personal(bot: bot, handle: chat.roster.handles.first ?? "")
            case (.personal, nil): .direct
            case (.group, _): .group
            case (.meeting, _): .meeting
            }
        // Group chats and meetings have threads; of a chat of two the whole is one.
        return Place(id: address.base, root: chat.kind == .personal ? nil : address.root, kind: kind)
    }

    /// Everybody in a chat or a team.
    func roster(of home: ConversationID) -> Roster? { teamRows[home]?.roster ?? chatRows[home]?.roster }

    /// The chat or team that an installation belongs to.
    func home(of target: Installation.Target, bot: AppID) -> ConversationID? {
        switch target {
        case .user(let handle): personalChats[.bot(bot, handle: handle)]
        case .chat(let chat): chat
        case .team(let team, _): team
        }
    }

    mutating func takeChanges(into records: inout [RecordChange]) {
        chatRows.takeChanges(into: &records)
        teamRows.takeChanges(into: &records)
    }
}

extension Places {
    mutating func put(_ chat: ChatState) {
        chatRows.put(chat)
        if let parties = chat.parties { personalChats[parties] = chat.id }
    }

    /// Puts a team in the place of the one that has its id.
    mutating func put(_ team: TeamState) {
        for channel in teamRows[team.id]?.channels ?? [] { teamOfChannel[channel.id] = nil }
        teamRows.put(team)
        for channel in team.channels { teamOfChannel[channel.id] = team.id }
    }

    mutating func remove(_ team: ConversationID) {
        guard let team = teamRows.remove(team) else { return }
        for channel in team.channels { teamOfChannel[channel.id] = nil }
    }

    /// Changes who is in a team, a group chat or a meeting. The two of a personal chat stay.
    mutating func changeRoster(of home: ConversationID, _ body: (inout Roster) -> Void) {
        teamRows.change(home) { team in
            let before = team.people.isEmpty ? [] : team.roster.handles
            body(&team.roster)
            // Who leaves a team leaves its channels.
            for handle in before where !team.roster.contains(handle) {
                for place in team.people.indices { team.people[place].roster?.remove(handle) }
            }
        }
        chatRows.change(home) { body(&$0.roster) }
    }

    /// Changes who is in a channel apart from its team.
    mutating func changePeople(of channel: ConversationID, _ body: (inout ChannelPeople) -> Void) {
        guard let team = teamOfChannel[channel] else { return }
        teamRows.change(team) { team in
            let place = team.people.firstIndex { $0.channel == channel } ?? team.people.endIndex
            if place == team.people.endIndex { team.people.append(ChannelPeople(channel: channel)) }
            body(&team.people[place])
        }
    }

    mutating func setMeeting(_ meeting: Meeting, of chat: ConversationID) {
        chatRows.change(chat) { $0.meeting = meeting }
    }

    /// Whether the person removed the app of the bot that they have a chat with.
    mutating func setUninstalled(_ isUninstalled: Bool, in chat: ConversationID) {
        chatRows.change(chat) { $0.uninstalled = isUninstalled }
    }
}

extension Places {
    /// The places that were stored as these records, each of a chat or a team.
    init(records: some Sequence<Record>) throws(WorldError) {
        self.init()
        for record in records {
            switch record.kind {
            case .chat:
                let chat = try chatRows.restore(record)
                if let parties = chat.parties { personalChats[parties] = chat.id }
            case .team:
                let team = try teamRows.restore(record)
                for channel in team.channels {
                    guard teamOfChannel.updateValue(team.id, forKey: channel.id) == nil else {
                        throw WorldError(
                            message: "the stored workspace is damaged: channel \(channel.id) stands twice")
                    }
                }
            default: break
            }
        }
    }
}

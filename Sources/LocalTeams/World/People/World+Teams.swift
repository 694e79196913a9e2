internal import JSONKit

// Teams: what their members do to them, and what bots hear of it (E37–E42).

extension World {
    @discardableResult
    mutating func createTeam(
        as handle: Handle, name: String, members: [Handle] = [],
        channels: [(name: String, kind: Workspace.Channel.Kind)] = []
    ) throws(Refusal) -> Workspace.Team {
        try known(handle)
        try Self.check(name, "name")
        for member in members { try known(member) }
        var names: Set<String> = ["general"]
        for channel in channels where channel.name.lowercased() != "general" {
            try Self.check(channel.name, "channels")
            guard names.insert(channel.name.lowercased()).inserted else {
                throw .conflict("the team has a channel \"\(channel.name)\" already")
            }
        }
        let id: ConversationID = "19:\(ids.hex())@thread.tacv2"
        var team = TeamState(
            id: id, name: name, aadGroupId: ids.guid(), channels: [Workspace.Channel(id: id, name: "General")],
            serial: counters.nextSerial())
        for member in [handle] + members { team.roster.add(member, serial: counters.nextSerial()) }
        for channel in channels where channel.name.lowercased() != "general" {
            team.channels.append(
                Workspace.Channel(id: "19:\(ids.hex())@thread.tacv2", name: channel.name, kind: channel.kind))
        }
        places.put(team)
        showTeam(team)
        return description(of: team)
    }

    @discardableResult
    mutating func changeTeam(
        _ id: ConversationID, as handle: Handle, name: String? = nil, archived: Bool? = nil
    ) throws(Refusal) -> Workspace.Team {
        var team = try joined(id, as: handle)
        var events: [TeamEvent] = []
        if let name {
            try Self.check(name, "name")
            if name != team.name { events.append(.renamed) }
            team.name = name
        }
        if let archived, archived != team.archived {
            team.archived = archived
            events.append(archived ? .archived : .unarchived)
        }
        update(team, events, by: handle)
        return description(of: team)
    }

    /// Deletes a team. Unless it is `hard`, it can be restored.
    mutating func deleteTeam(_ id: ConversationID, as handle: Handle, hard: Bool = false) throws(Refusal) {
        var team = try joined(id, as: handle, deleted: hard && places.team(id)?.deleted == true)
        team.deleted = true
        guard hard else { return update(team, [.deleted], by: handle) }
        update(team, [.hardDeleted], by: handle)
        forget(team)
    }

    /// Nothing of the team is left, its messages neither.
    private mutating func forget(_ team: TeamState) {
        installations.removeAll(at: team.id)
        let channels = team.channels.map(\.id)
        messages.forget(channels)
        feed.forget(Set(channels))
        for webhook in webhooks.inOrder where channels.contains(webhook.value.channel) {
            webhooks.remove(webhook.rowID)
        }
        places.remove(team.id)
    }

    @discardableResult
    mutating func restoreTeam(_ id: ConversationID, as handle: Handle) throws(Refusal) -> Workspace.Team {
        var team = try joined(id, as: handle, deleted: true)
        team.deleted = false
        update(team, [.restored], by: handle)
        return description(of: team)
    }

    private mutating func update(_ team: TeamState, _ events: [TeamEvent], by handle: Handle) {
        places.put(team)
        showTeam(team)
        for event in events { deliver(event, of: team, by: handle) }
    }

    mutating func showTeam(_ team: TeamState) {
        show(.conversation, to: team.roster.handles, conversation: team.id)
        showWorkspace()
    }
}

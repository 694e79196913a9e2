internal import JSONKit

// Teams and channels: what their members do to them, and what bots hear of it (E29–E32, E37–E42).

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

    @discardableResult
    mutating func createChannel(
        in id: ConversationID, as handle: Handle, name: String, kind: Workspace.Channel.Kind = .standard
    ) throws(Refusal) -> Workspace.Channel {
        var team = try joined(id, as: handle)
        try Self.check(name, isFreeIn: team)
        let channel = Workspace.Channel(id: "19:\(ids.hex())@thread.tacv2", name: name, kind: kind)
        team.channels.append(channel)
        update(team, channel, .created, by: handle)
        return channel
    }

    @discardableResult
    mutating func renameChannel(
        _ channel: ConversationID, in id: ConversationID, as handle: Handle, name: String
    ) throws(Refusal) -> Workspace.Channel {
        try change(channel, in: id, as: handle, .renamed) { (channel, team) throws(Refusal) in
            if name.lowercased() != channel.name.lowercased() { try Self.check(name, isFreeIn: team) }
            channel.name = name
        }
    }

    mutating func deleteChannel(_ channel: ConversationID, in id: ConversationID, as handle: Handle) throws(Refusal) {
        guard channel != id else { throw .forbidden("the General channel cannot be deleted") }
        try change(channel, in: id, as: handle, .deleted) { (channel, _) throws(Refusal) in channel.deleted = true }
    }

    @discardableResult
    mutating func restoreChannel(
        _ channel: ConversationID, in id: ConversationID, as handle: Handle
    ) throws(Refusal) -> Workspace.Channel {
        try change(channel, in: id, as: handle, .restored) { (channel, _) throws(Refusal) in channel.deleted = false }
    }

    @discardableResult
    private mutating func change(
        _ channel: ConversationID, in id: ConversationID, as handle: Handle, _ event: ChannelEvent,
        _ body: (inout Workspace.Channel, TeamState) throws(Refusal) -> Void
    ) throws(Refusal) -> Workspace.Channel {
        var team = try joined(id, as: handle)
        guard let place = team.channels.firstIndex(where: { $0.id == channel }) else {
            throw .notFound("no channel of the team has the id \"\(channel)\"")
        }
        guard team.channels[place].deleted == (event == .restored) else {
            if event == .restored { throw .conflict("the channel is not deleted") }
            throw .notFound("the channel is deleted")
        }
        var changed = team.channels[place]
        try body(&changed, team)
        team.channels[place] = changed
        update(team, changed, event, by: handle)
        return changed
    }

    private static func check(_ name: String, isFreeIn team: TeamState) throws(Refusal) {
        try check(name, "name")
        guard !team.channels.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw .conflict("the team has a channel \"\(name)\" already")
        }
    }

    private mutating func update(_ team: TeamState, _ events: [TeamEvent], by handle: Handle) {
        places.put(team)
        showTeam(team)
        for event in events { deliver(event, of: team, by: handle) }
    }

    private mutating func update(
        _ team: TeamState, _ channel: Workspace.Channel, _ event: ChannelEvent, by handle: Handle
    ) {
        places.put(team)
        showTeam(team)
        deliver(event, channel, of: team, by: handle)
    }

    private mutating func showTeam(_ team: TeamState) {
        show(.conversation, to: team.roster.handles, conversation: team.id)
        showWorkspace()
    }

    /// `id` is the key to the webhook: whoever has it can post.
    @discardableResult
    mutating func addWebhook(
        as handle: Handle, channel: ConversationID, id: WebhookID = WebhookID(rawValue: Secret.guid())
    ) throws(Refusal) -> Workspace.Webhook {
        let place = try visit(channel, as: handle)
        guard place.team != nil else { throw .badRequest("\"channel\" must be a team's channel") }
        let webhook = Workspace.Webhook(id: id, channel: place.id)
        webhooks.put(Row(webhook, serial: counters.nextSerial()))
        showWorkspace()
        return withAddress(webhook)
    }
}

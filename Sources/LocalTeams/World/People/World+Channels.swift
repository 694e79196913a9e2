// Channels: what the members of a team do to them, and what bots hear of it (E29–E32).

extension World {
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
    mutating func changeChannel(
        _ channel: ConversationID, in id: ConversationID, as handle: Handle, name: String? = nil,
        moderated: Bool? = nil
    ) throws(Refusal) -> Workspace.Channel {
        // Bots hear of another name; of moderation they learn when they post.
        try change(channel, in: id, as: handle, name == nil ? nil : .renamed) { (channel, team) throws(Refusal) in
            if let name {
                if name.lowercased() != channel.name.lowercased() { try Self.check(name, isFreeIn: team) }
                channel.name = name
            }
            channel.moderated = moderated ?? channel.moderated
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
        _ channel: ConversationID, in id: ConversationID, as handle: Handle, _ event: ChannelEvent?,
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

    private mutating func update(
        _ team: TeamState, _ channel: Workspace.Channel, _ event: ChannelEvent?, by handle: Handle
    ) {
        places.put(team)
        showTeam(team)
        if let event { deliver(event, channel, of: team, by: handle) }
    }
}

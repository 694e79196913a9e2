// Who is in a private or shared channel apart from its team, and what bots hear of it (E33–E36).

extension World {
    /// Adds a person to a private or shared channel. E35.
    mutating func addMember(_ user: Handle, toChannel id: ConversationID, as handle: Handle) throws(Refusal) {
        let person = try known(user)
        let (place, team, channel) = try ownChannel(id, as: handle)
        guard !roster(place).contains(user) else { throw .conflict("\(user) is there already") }
        guard channel.kind == .shared || team.roster.contains(user) else {
            throw .forbidden("\(user) is not in the team \(team.name), whose private channel \(channel.name) is")
        }
        let serial = counters.nextSerial()
        places.changePeople(of: channel.id) { people in
            people.roster = people.roster ?? team.roster
            people.roster?.add(user, serial: serial)
        }
        showPeople(of: place, also: [])
        deliver(.memberAdded, person, channel, of: team, by: handle)
    }

    /// Takes a person out of a private or shared channel. E36.
    mutating func removeMember(_ user: Handle, fromChannel id: ConversationID, as handle: Handle) throws(Refusal) {
        let person = try known(user)
        let (place, team, channel) = try ownChannel(id, as: handle)
        guard roster(place).contains(user) else { throw .notFound("\(user) is not there") }
        let own = places.people(of: channel.id)?.roster ?? team.roster
        guard own.contains(user) else {
            throw .conflict(
                "\(user) is there with a team that the channel is shared with: stop sharing it, or take "
                    + "\(user) out of that team")
        }
        places.changePeople(of: channel.id) { people in
            people.roster = people.roster ?? team.roster
            people.roster?.remove(user)
        }
        showPeople(of: place, also: [user])
        deliver(.memberRemoved, person, channel, of: team, by: handle)
    }

    /// Shares a shared channel with another team: its people are there too. E33.
    mutating func shareChannel(
        _ id: ConversationID, of team: ConversationID, with other: ConversationID, as handle: Handle
    ) throws(Refusal) {
        let (place, team, channel, guests) = try shared(id, of: team, other, as: handle)
        guard !guests.deleted else { throw .notFound("the team \(guests.name) is deleted") }
        guard places.people(of: channel.id)?.sharedWith.contains(guests.id) != true else {
            throw .conflict("the channel is shared with \(guests.name) already")
        }
        places.changePeople(of: channel.id) { $0.sharedWith.append(guests.id) }
        showPeople(of: place, also: [])
        deliver(.shared, channel, of: team, with: guests, by: handle)
    }

    /// Shares it no longer. E34.
    mutating func unshareChannel(
        _ id: ConversationID, of team: ConversationID, with other: ConversationID, as handle: Handle
    ) throws(Refusal) {
        let (place, team, channel, guests) = try shared(id, of: team, other, as: handle)
        guard places.people(of: channel.id)?.sharedWith.contains(guests.id) == true else {
            throw .notFound("the channel is not shared with \(guests.name)")
        }
        places.changePeople(of: channel.id) { people in people.sharedWith.removeAll { $0 == guests.id } }
        showPeople(of: place, also: guests.roster.handles)
        deliver(.unshared, channel, of: team, with: guests, by: handle)
    }

    private func shared(
        _ id: ConversationID, of team: ConversationID, _ other: ConversationID, as handle: Handle
    ) throws(Refusal) -> (Place, TeamState, Workspace.Channel, TeamState) {
        let (place, team, channel) = try ownChannel(id, as: handle, of: team)
        guard channel.kind == .shared else { throw .badRequest("only a shared channel can be shared with a team") }
        guard other != team.id, let guests = places.team(other) else {
            throw .notFound("no other team has the id \"\(other)\"")
        }
        return (place, team, channel, guests)
    }

    /// A channel that can have people of its own, as one of them sees it.
    private func ownChannel(
        _ id: ConversationID, as handle: Handle, of team: ConversationID? = nil
    ) throws(Refusal) -> (Place, TeamState, Workspace.Channel) {
        let place = try visit(id, as: handle)
        guard let home = place.team, team == nil || team == home, let state = places.team(home),
            let channel = places.channel(place.id)
        else { throw .notFound("no channel has the id \"\(id)\"") }
        guard channel.kind != .standard else {
            throw .badRequest("everyone of the team is in a standard channel: say its \"team\"")
        }
        return (place, state, channel)
    }

    private mutating func showPeople(of place: Place, also gone: [Handle]) {
        show(.conversation, to: roster(place).handles + gone, conversation: place.id)
        showWorkspace()
    }
}

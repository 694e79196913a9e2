internal import JSONKit

// E18–E32, E37–E43: installations, members, channels, teams, read receipts.

extension World {
    /// E18–E23 at the place of an installation.
    mutating func deliver(installation: Installation, _ action: String, by handle: Handle) {
        guard let site = self.site(of: installation) else { return }
        deliver(to: installation.bot, conversation: site.place.id, readers: .roster(roster(site.place))) {
            world, bot, id in
            var data = action == "add" ? site.data : [:]
            if action == "add" { data["source"] = ["name": "message"] }
            // Of whoever installs it in a personal chat or a team only the language is told.
            var client: JSONObject?
            if action == "add", case .user = installation.target { client = [:] }
            if action == "add", case .team = installation.target { client = [:] }
            client?["type"] = "clientInfo"
            client?["locale"] = .string(world.person(handle)?.locale ?? "en-US")
            return world.activity(
                "installationUpdate", id: id, by: handle, for: bot,
                in: world.conversation(site.place, name: site.name), channelData: data,
                extra: [
                    "action": .string(action),
                    "entities": client.map { [.object($0)] },
                ])
        }
    }

    /// E24–E26: the bot is there. E28: it no longer is, and of a team that is told as for any other member.
    mutating func deliver(installation: Installation, added: Bool, by handle: Handle) {
        guard var site = self.site(of: installation) else { return }
        if case .team(let team, _) = installation.target, !added {
            site = (Place(id: team, kind: .channel(team: team)), nil, ["team": ["id": team.json]])
        }
        // A personal chat knows no removal of its bot (E21 alone).
        if case .user = installation.target, !added { return }
        deliver(to: installation.bot, conversation: site.place.id, readers: .roster(roster(site.place))) {
            world, bot, id in
            var members: [JSONValue] = [["id": .string(bot.accountID)]]
            if case .user(let handle) = installation.target, let person = world.person(handle) {
                members.append(.object(world.account(person, for: bot.appId, named: false)))
            }
            var data: JSONObject = [:]
            if case .team = installation.target {
                data = site.data
                data["channel"] = nil
                data["eventType"] = added ? "teamMemberAdded" : "teamMemberRemoved"
            }
            return world.activity(
                "conversationUpdate", id: id, by: handle, for: bot,
                in: world.conversation(site.place, name: site.name), channelData: data,
                extra: [added ? "membersAdded" : "membersRemoved": .array(members)])
        }
    }

    /// Where an installation's events happen: in the chat, or in the channel that was chosen.
    private func site(of installation: Installation) -> (place: Place, name: String?, data: JSONObject)? {
        guard case .team(let id, let chosen) = installation.target else {
            guard let home = home(of: installation), let place = place(home) else {
                return nil
            }
            return (place, nil, meetingData(of: place))
        }
        guard let team = places.team(id) else { return nil }
        let channel = team.channels.contains { $0.id == chosen && letsBotsIn($0) } ? chosen : id
        let data: JSONObject = [
            "settings": ["selectedChannel": ["id": channel.json]], "channel": ["id": channel.json],
            "team": .object(team.data(named: true, group: true)),
        ]
        return (Place(id: channel, kind: .channel(team: id)), places.channel(channel)?.name, data)
    }

    /// E27, E28: a person came to a team or a chat, or left it.
    mutating func deliver(member: Person, added: Bool, at home: ConversationID, by handle: Handle) {
        guard let place = place(home) else { return }
        let readers = Readers.roster(roster(place))
        for bot in installations.bots(at: home) {
            deliver(to: bot, conversation: home, readers: readers) { world, bot, id in
                var data: JSONObject = [:]
                if let team = world.places.team(home) {
                    data["team"] = .object(team.data(named: added, group: added))
                    data["eventType"] = added ? "teamMemberAdded" : "teamMemberRemoved"
                }
                let account = world.account(member, for: bot.appId, named: false)
                return world.activity(
                    "conversationUpdate", id: id, by: handle, for: bot, in: world.conversation(place),
                    channelData: data,
                    extra: [added ? "membersAdded" : "membersRemoved": [.object(account)]])
            }
        }
    }

    /// E29–E32. Bots know nothing of channels that they are not let into.
    mutating func deliver(_ event: ChannelEvent, _ channel: Workspace.Channel, of team: TeamState, by handle: Handle) {
        guard letsBotsIn(channel) else { return }
        deliver(
            event.rawValue, of: team, by: handle,
            data: [
                "channel": ["id": channel.id.json, "name": .string(channel.name)],
                "team": .object(team.data(named: event == .created, group: false)),
            ])
    }

    /// E37–E42.
    mutating func deliver(_ event: TeamEvent, of team: TeamState, by handle: Handle) {
        let data = team.data(named: event != .hardDeleted, group: event == .renamed)
        deliver(event.rawValue, of: team, by: handle, data: ["team": .object(data)])
    }

    private mutating func deliver(_ eventType: String, of team: TeamState, by handle: Handle, data: JSONObject) {
        var data = data
        data["eventType"] = .string(eventType)
        for bot in installations.bots(at: team.id) {
            deliver(to: bot, conversation: team.id, readers: .roster(team.roster)) { world, bot, id in
                world.activity(
                    "conversationUpdate", id: id, by: handle, for: bot, in: world.conversation(ofTeam: team.id),
                    channelData: data, extra: [:])
            }
        }
    }

    /// E43: when the tenant, the person and the bot's permissions let it. Whether it went out.
    mutating func deliverReadReceipt(upTo id: String, in place: Place, by handle: Handle) -> Bool {
        guard case .personal(let bot, _) = place.kind, tenant.readReceipts, person(handle)?.readReceipts == true,
            self.bot(bot)?.may(Bot.Permission.readReceipts) == true,
            obstacle(for: bot, in: place) == nil
        else { return false }
        let before = effects.count
        deliver(to: bot, conversation: place.id, message: id, readers: .people([handle])) { world, bot, eventID in
            world.activity(
                "event", id: eventID, by: handle, for: bot, in: world.conversation(place),
                extra: [
                    "name": "application/vnd.microsoft.readReceipt", "value": ["lastReadMessageId": .string(id)],
                ])
        }
        if effects.count > before, case .deliver = effects[effects.count - 1] { return true }
        return false
    }
}

extension TeamState {
    /// `team` of `channelData`.
    fileprivate func data(named: Bool, group: Bool) -> JSONObject {
        JSONObject(present: [
            "id": id.json, "name": named ? .string(name) : nil, "aadGroupId": group ? .string(aadGroupId) : nil,
        ])
    }
}

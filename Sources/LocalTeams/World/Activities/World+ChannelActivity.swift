internal import JSONKit

// E33–E36: what happens in one channel and not in its team. Their conversation is the channel. The reference has names
// and members from SDKs alone; where each stands is uncertain.

extension World {
    /// E33, E34: a shared channel is shared with another team, or no longer.
    mutating func deliver(
        _ event: ChannelEvent, _ channel: Workspace.Channel, of team: TeamState, with other: TeamState,
        by handle: Handle
    ) {
        let isShared = event == .shared
        deliver(
            event, channel, of: team, by: handle,
            about: isShared
                ? ["id": channel.id.json, "name": .string(channel.name), "type": .string(channel.kind.rawValue)]
                : ["id": channel.id.json],
            data: [
                isShared ? "sharedWithTeams" : "unsharedFromTeams": [
                    ["id": other.id.json, "name": .string(other.name)]
                ]
            ])
    }

    /// E35, E36: a person came to a private or shared channel, or left it.
    mutating func deliver(
        _ event: ChannelEvent, _ member: Person, _ channel: Workspace.Channel, of team: TeamState, by handle: Handle
    ) {
        deliver(event, channel, of: team, by: handle, about: ["id": channel.id.json], member: member)
    }

    private mutating func deliver(
        _ event: ChannelEvent, _ channel: Workspace.Channel, of team: TeamState, by handle: Handle,
        about shown: JSONObject, data more: JSONObject = [:], member: Person? = nil
    ) {
        guard letsBotsIn(channel) else { return }
        let place = Place(id: channel.id, kind: .channel(team: team.id))
        var data: JSONObject = [
            "eventType": .string(event.rawValue), "channel": .object(shown), "team": ["id": team.id.json],
        ]
        for (name, value) in more { data[name] = value }
        let isGone = event == .memberRemoved
        for bot in installations.bots(at: team.id) {
            deliver(to: bot, conversation: channel.id, readers: .roster(roster(place))) { world, bot, id in
                let members = member.map { JSONValue.array([.object(world.account($0, for: bot.appId, named: false))]) }
                return world.activity(
                    "conversationUpdate", id: id, by: handle, for: bot, in: world.conversation(place),
                    channelData: data, extra: [isGone ? "membersRemoved" : "membersAdded": members])
            }
        }
    }
}

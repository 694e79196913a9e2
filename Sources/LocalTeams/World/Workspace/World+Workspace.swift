internal import JSONKit

extension World {
    /// Who and what there is, as `GET /_local/workspace` shows it.
    var workspace: Workspace {
        Workspace(
            tenant: shownTenant,
            clock: clock,
            users: directory.people,
            bots: directory.bots,
            chats: places.chats.map { chat in
                Workspace.Chat(
                    id: chat.id, kind: chat.kind, name: chat.name, members: chat.roster.handles,
                    bots: chat.bot.map { [$0] } ?? installations.bots(at: chat.id), start: chat.meeting?.start,
                    end: chat.meeting?.end)
            },
            teams: places.teams.map(description),
            webhooks: webhooks.inOrder.filter { !$0.value.removed }.map { withAddress($0.value) },
            installations: installations.all)
    }

    func description(of team: TeamState) -> Workspace.Team {
        Workspace.Team(
            id: team.id, name: team.name, aadGroupId: team.aadGroupId, archived: team.archived,
            deleted: team.deleted, members: team.roster.handles, bots: installations.bots(at: team.id),
            channels: team.channels.map { described($0) })
    }

    /// A channel with the people that it has of its own.
    func described(_ channel: Workspace.Channel) -> Workspace.Channel {
        guard let people = places.people(of: channel.id) else { return channel }
        var described = channel
        described.members = people.roster?.handles
        described.sharedWith = people.sharedWith
        return described
    }

    func withAddress(_ webhook: Workspace.Webhook) -> Workspace.Webhook {
        var webhook = webhook
        webhook.url = "\(origin)/webhook/\(webhook.id)"
        return webhook
    }

    var clock: Workspace.Clock { Workspace.Clock(mode: clockMode, now: now) }

    /// `serviceUrl` of every activity.
    var serviceURL: String { "\(origin)/\(tenant.cloud.servicePath)/\(tenant.id)/" }

    func person(_ handle: Handle) -> Person? { directory.person(handle) }

    func bot(_ appId: AppID) -> Bot? { directory.bot(appId) }

    /// The bot that `from.id` of a call without a token names: `28:<appId>` or `<appId>`.
    func bot(account id: String) -> Bot? {
        bot(AppID(rawValue: id.hasPrefix("28:") ? String(id.dropFirst(3)) : id))
    }

    /// The id of a person as a bot sees it.
    func account(of handle: Handle, for bot: AppID) -> String? {
        person(handle).map { directory.account(of: $0, for: bot) }
    }
}

internal import JSONKit

extension World {
    /// Who and what there is, as `GET /_local/workspace` shows it.
    var workspace: Workspace {
        Workspace(
            tenant: tenant,
            clock: clock,
            users: people.inOrder(),
            bots: bots.inOrder(),
            chats: chats.values.sorted { $0.serial < $1.serial }.map { chat in
                Workspace.Chat(
                    id: chat.id, kind: chat.kind, name: chat.name, members: chat.roster.handles,
                    bots: chat.bot.map { [$0] } ?? bots(at: chat.id))
            },
            teams: teams.values.sorted { $0.serial < $1.serial }.map(description),
            webhooks: webhooks.inOrder().map(withAddress),
            installations: installations.inOrder())
    }

    func description(of team: TeamState) -> Workspace.Team {
        Workspace.Team(
            id: team.id, name: team.name, aadGroupId: team.aadGroupId, archived: team.archived,
            deleted: team.deleted, members: team.roster.handles, bots: bots(at: team.id), channels: team.channels)
    }

    func withAddress(_ webhook: Workspace.Webhook) -> Workspace.Webhook {
        Workspace.Webhook(id: webhook.id, url: "\(origin)/webhook/\(webhook.id)", channel: webhook.channel)
    }

    var clock: Workspace.Clock { Workspace.Clock(mode: clockMode, now: now) }

    /// `serviceUrl` of every activity.
    var serviceURL: String { "\(origin)/emea/\(tenant.id)/" }

    func person(_ handle: String) -> Person? { people[handle]?.value }

    func bot(_ appId: String) -> Bot? { bots[appId]?.value }

    /// The bot that `from.id` of a call without a token names: `28:<appId>` or `<appId>`.
    func bot(account id: String) -> Bot? { bot(id.hasPrefix("28:") ? String(id.dropFirst(3)) : id) }

    /// The app ids of the bots of a chat or a team, in the order of installation.
    func bots(at place: String) -> [String] {
        (installed[place] ?? []).compactMap { installations[$0]?.value.bot }
    }

    /// The app ids of the bots of a conversation, by its id as bots write it.
    func bots(in conversation: String) -> [String] {
        guard let place = place(conversation) else { return [] }
        if case .personal(let bot, _) = place.kind { return [bot] }
        return bots(at: place.home)
    }

    /// The id of a person as a bot sees it. It differs for each bot, unless the workspace fixes it.
    func account(of handle: String, for bot: String) -> String? {
        person(handle).map { account(of: $0, for: bot) }
    }

    func account(of person: Person, for bot: String) -> String {
        person.id ?? "29:1\(StableID.opaque(42, "account", tenant.id, bot, person.aadObjectId))"
    }

    /// The person behind an id as a bot sees it.
    func handle(account id: String) -> String? { accounts[id]?.handle }
}

internal import JSONKit

extension World {
    /// Installs a bot for a user, in a chat, or in a team; there `channel` is where it says hello, General unless said.
    @discardableResult
    mutating func install(
        _ bot: AppID, as handle: Handle, user: Handle? = nil, chat: ConversationID? = nil,
        team: ConversationID? = nil, channel: ConversationID? = nil
    ) throws(Refusal) -> Installation {
        try known(handle)
        let scopes = try knownBot(bot).scopes
        guard channel == nil || team != nil else { throw .badRequest("\"channel\" goes with \"team\"") }
        let target: Installation.Target
        let scope: String
        switch (user, chat, team) {
        case (let user?, nil, nil):
            try known(user)
            (target, scope) = (.user(user), Bot.personal)
        case (nil, let chat?, nil):
            let place = try visit(chat, as: handle)
            guard place.kind == .group || place.kind == .meeting else {
                throw .badRequest("\"chat\" must be a group chat or a meeting")
            }
            (target, scope) = (.chat(place.id), Bot.groupChat)
        case (nil, nil, let team?):
            let state = try joined(team, as: handle)
            let channel = channel ?? team
            guard let chosen = state.channels.first(where: { $0.id == channel && !$0.deleted }) else {
                throw .notFound("no channel of the team has the id \"\(channel)\"")
            }
            guard letsBotsIn(chosen) else {
                throw .forbidden(
                    "bots cannot be in private channels, unless the tenant's \"privateChannels\" lets them in")
            }
            (target, scope) = (.team(team, channel: channel), Bot.team)
        default: throw .badRequest("say one of \"user\", \"chat\" and \"team\"")
        }
        guard scopes.contains(scope) else {
            throw .badRequest(
                "the bot has no scope \"\(scope)\", so it cannot be installed there: its scopes are "
                    + scopes.joined(separator: ", "))
        }
        if let home = places.home(of: target, bot: bot), installation(of: bot, at: home) != nil {
            throw .conflict("the bot is installed there already")
        }
        let installation = install(bot, at: target)
        showWorkspace()
        showConversation(of: installation)
        announce(installation, by: handle)
        return installation
    }

    /// E18–E20 with E24–E26.
    mutating func announce(_ installation: Installation, by handle: Handle) {
        deliver(installation: installation, "add", by: handle)
        deliver(installation: installation, added: true, by: handle)
    }

    /// The ids of a bot's installations.
    func installations(of bot: AppID) -> [InstallationID] {
        installations.all.filter { $0.bot == bot }.map(\.id)
    }

    /// Tells a bot that the workspace put it there, as if it had been installed now. Nothing when it is there no more.
    mutating func announceInstallation(_ id: InstallationID) {
        guard let installation = installations[id] else { return }
        announce(installation, by: witness(of: installation))
    }

    /// Installs a bot for everyone, in every group chat, meeting and team, as far as its scopes reach, unless that was
    /// done before. Tells nobody.
    /// - Returns: whether it was done now.
    mutating func installEverywhere(_ appId: AppID) -> Bool {
        guard var bot = bot(appId), !bot.everyone else { return false }
        initial.change { $0.installEverywhere(bot) }
        bot.everyone = true
        directory.change(bot)
        if bot.isForEveryone {
            for handle in everyone { install(appId, at: .user(handle)) }
        }
        if bot.scopes.contains(Bot.groupChat) {
            for chat in places.chats where chat.kind != .personal { install(appId, at: .chat(chat.id)) }
        }
        if bot.scopes.contains(Bot.team) {
            for team in places.teams where !team.deleted { install(appId, at: .team(team.id, channel: team.id)) }
        }
        return true
    }

    /// Someone who could have installed it.
    private func witness(of installation: Installation) -> Handle {
        switch installation.target {
        case .user(let handle): handle
        case .chat(let chat): places.chat(chat)?.roster.handles.first ?? ""
        case .team(let team, _): places.team(team)?.roster.handles.first ?? ""
        }
    }

    /// A new version of the app, which keeps its installation. E22; with `removes` the bot is not in it, or is about to
    /// come back with the next (E23).
    mutating func upgradeInstallation(
        _ id: InstallationID, as handle: Handle, removes: Bool = false
    ) throws(Refusal) {
        let installation = try installation(id, as: handle)
        deliver(installation: installation, removes ? "remove-upgrade" : "add-upgrade", by: handle)
    }

    /// E21, in teams and group chats with E28. From then on the bot can no longer write there.
    mutating func removeInstallation(_ id: InstallationID, as handle: Handle) throws(Refusal) {
        let installation = try installation(id, as: handle)
        deliver(installation: installation, "remove", by: handle)
        deliver(installation: installation, added: false, by: handle)
        remove(installation)
        showWorkspace()
        showConversation(of: installation)
    }

    private func installation(_ id: InstallationID, as handle: Handle) throws(Refusal) -> Installation {
        try known(handle)
        guard let installation = installations[id] else {
            throw .notFound("no installation has the id \"\(id)\"")
        }
        switch installation.target {
        case .user: break  // Anyone may be the admin who does it.
        case .chat(let chat): _ = try visit(chat, as: handle)
        case .team(let team, _): _ = try joined(team, as: handle)
        }
        return installation
    }

    private mutating func showConversation(of installation: Installation) {
        guard let home = home(of: installation), let place = place(home) else { return }
        show(.conversation, to: roster(place).handles, conversation: home)
    }
}

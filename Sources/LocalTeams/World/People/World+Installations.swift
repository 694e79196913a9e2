internal import JSONKit

extension World {
    /// Installs a bot for a user, in a chat, or in a team; there `channel` is where it says hello, General unless said.
    @discardableResult
    mutating func install(
        _ bot: String, as handle: String, user: String? = nil, chat: String? = nil, team: String? = nil,
        channel: String? = nil
    ) throws(Refusal) -> Installation {
        try known(handle)
        let scopes = try knownBot(bot).scopes
        guard channel == nil || team != nil else { throw .badRequest("\"channel\" goes with \"team\"") }
        let target: Installation.Target
        let scope: String
        switch (user, chat, team) {
        case (let user?, nil, nil):
            try known(user)
            (target, scope) = (.user(user), "personal")
        case (nil, let chat?, nil):
            let place = try visit(chat, as: handle)
            guard place.kind == .group || place.kind == .meeting else {
                throw .badRequest("\"chat\" must be a group chat or a meeting")
            }
            (target, scope) = (.chat(place.id), "groupChat")
        case (nil, nil, let team?):
            let state = try joined(team, as: handle)
            let channel = channel ?? team
            guard let chosen = state.channels.first(where: { $0.id == channel && !$0.deleted }) else {
                throw .notFound("no channel of the team has the id \"\(channel)\"")
            }
            guard chosen.kind != .private else { throw .forbidden("bots cannot be in private channels") }
            (target, scope) = (.team(team, channel: channel), "team")
        default: throw .badRequest("say one of \"user\", \"chat\" and \"team\"")
        }
        guard scopes.contains(scope) else {
            throw .forbidden("the bot is not made for this: its scopes are \(scopes.joined(separator: ", "))")
        }
        if let home = home(of: target, bot: bot), installation(of: bot, at: home) != nil {
            throw .conflict("the bot is installed there already")
        }
        let installation = insert(bot: bot, target: target)
        showWorkspace()
        showConversation(of: installation)
        announce(installation, by: handle)
        return installation
    }

    /// E18–E20 with E24–E26.
    mutating func announce(_ installation: Installation, by handle: String) {
        deliver(installation: installation, "add", by: handle)
        deliver(installation: installation, added: true, by: handle)
    }

    /// The ids of a bot's installations.
    func installations(of bot: String) -> [String] {
        installations.inOrder().filter { $0.bot == bot }.map(\.id)
    }

    /// Tells a bot that the workspace put it there, as if it had been installed now. Nothing when it is there no more.
    mutating func announceInstallation(_ id: String) {
        guard let installation = installations[id]?.value else { return }
        announce(installation, by: witness(of: installation))
    }

    /// Installs a bot for everyone, in every group chat, meeting and team, unless that was done before. Tells nobody.
    /// - Returns: whether it was done now.
    mutating func installEverywhere(_ appId: String) -> Bool {
        guard let bot = bot(appId), !bot.everyone else { return false }
        bots[appId]?.value.everyone = true
        touch(.bot(appId))
        initial.installEverywhere(bot)
        touch(.initial)
        for handle in everyone { insert(bot: appId, target: .user(handle)) }
        for chat in chats.values.sorted(by: { $0.serial < $1.serial }) where chat.kind != .personal {
            insert(bot: appId, target: .chat(chat.id))
        }
        for team in teams.values.sorted(by: { $0.serial < $1.serial }) where !team.deleted {
            insert(bot: appId, target: .team(team.id, channel: team.id))
        }
        return true
    }

    /// Someone who could have installed it.
    private func witness(of installation: Installation) -> String {
        switch installation.target {
        case .user(let handle): handle
        case .chat(let chat): chats[chat]?.roster.handles.first ?? ""
        case .team(let team, _): teams[team]?.roster.handles.first ?? ""
        }
    }

    /// E22: a new version of the app.
    mutating func upgradeInstallation(_ id: String, as handle: String) throws(Refusal) {
        let installation = try installation(id, as: handle)
        deliver(installation: installation, "add-upgrade", by: handle)
    }

    /// E21, in teams and group chats with E28. From then on the bot can no longer write there.
    mutating func removeInstallation(_ id: String, as handle: String) throws(Refusal) {
        let installation = try installation(id, as: handle)
        deliver(installation: installation, "remove", by: handle)
        deliver(installation: installation, added: false, by: handle)
        remove(installation)
        showWorkspace()
        showConversation(of: installation)
    }

    /// Takes an installation away without telling anyone.
    mutating func remove(_ installation: Installation) {
        if let home = home(of: installation.target, bot: installation.bot) {
            installed[home]?.removeAll { $0 == installation.id }
            if installed[home]?.isEmpty == true { installed[home] = nil }
            if case .user = installation.target {
                chats[home]?.uninstalled = true
                touch(.chat(home))
            }
        }
        installations[installation.id] = nil
        touch(.installation(installation.id))
    }

    private func installation(_ id: String, as handle: String) throws(Refusal) -> Installation {
        try known(handle)
        guard let installation = installations[id]?.value else {
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
        guard let home = home(of: installation.target, bot: installation.bot), let place = place(home) else { return }
        show(.conversation, to: roster(place).handles, conversation: home)
    }
}

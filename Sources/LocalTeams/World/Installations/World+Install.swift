extension World {
    /// Installs a bot without telling anyone. The installation that is there already, if one is.
    @discardableResult
    mutating func install(_ bot: AppID, at target: Installation.Target) -> Installation {
        if let home = places.home(of: target, bot: bot), let there = installations.installation(of: bot, at: home) {
            return there
        }
        let installation = Installation(id: InstallationID(rawValue: ids.guid()), bot: bot, target: target)
        add(installation)
        return installation
    }

    mutating func add(_ installation: Installation) {
        if case .user(let handle) = installation.target {
            let chat = personalChat(of: handle, with: installation.bot)
            places.setUninstalled(false, in: chat)
        }
        installations.add(installation, at: home(of: installation), serial: counters.nextSerial())
    }

    /// Takes an installation away without telling anyone.
    mutating func remove(_ installation: Installation) {
        if case .user = installation.target, let chat = home(of: installation) {
            places.setUninstalled(true, in: chat)
        }
        installations.remove(installation.id)
    }

    /// The chat or team that an installation belongs to.
    func home(of installation: Installation) -> ConversationID? {
        places.home(of: installation.target, bot: installation.bot)
    }

    /// A bot's installation in a chat or a team.
    func installation(of bot: AppID, at home: ConversationID) -> Installation? {
        installations.installation(of: bot, at: home)
    }

    /// The chat of a person with a bot, made when it is not there.
    mutating func personalChat(of handle: Handle, with bot: AppID) -> ConversationID {
        if let chat = places.personalChat(of: .bot(bot, handle: handle)) { return chat }
        let id = StableID.opaque(88, "chat", tenant.id, bot.rawValue, handle.rawValue)
        var chat = ChatState(
            id: ConversationID(rawValue: "a:1\(id)"), kind: .personal, bot: bot, serial: counters.nextSerial())
        chat.roster.add(handle, serial: counters.nextSerial())
        places.put(chat)
        return chat.id
    }

    /// The app ids of the bots of a conversation, by its id as bots write it.
    func bots(in conversation: ConversationID) -> [AppID] {
        guard let place = place(conversation) else { return [] }
        if case .personal(let bot, _) = place.kind { return [bot] }
        return installations.bots(at: place.home)
    }
}

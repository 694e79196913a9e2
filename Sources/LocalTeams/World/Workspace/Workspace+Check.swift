internal import Foundation

extension Workspace {
    /// Refuses what refers to nobody, stands twice, or makes no sense.
    func check() throws(WorkspaceError) {
        var handles: Set<String> = []
        for (place, user) in users.enumerated() {
            let path = "users[\(place)]"
            guard handles.insert(user.handle).inserted else {
                throw WorkspaceError("\(path).handle", "\"\(user.handle)\" stands twice")
            }
            guard TimeZone(identifier: user.timeZone) != nil else {
                throw WorkspaceError(
                    "\(path).timeZone", "\"\(user.timeZone)\" is no time zone, such as Europe/Stockholm")
            }
        }
        try Self.checkOnce(users.map(\.id), "id")
        try Self.checkOnce(users.map(\.aadObjectId), "aadObjectId")
        try Self.checkOnce(users.map(\.userPrincipalName), "userPrincipalName")
        var apps: Set<String> = []
        for (place, bot) in bots.enumerated() where !apps.insert(bot.appId).inserted {
            throw WorkspaceError("bots[\(place)].appId", "\"\(bot.appId)\" stands twice")
        }
        for (place, bot) in bots.enumerated() {
            guard let scope = bot.scopes.first(where: { !Bot.allScopes.contains($0) }) else { continue }
            throw WorkspaceError(
                "bots[\(place)].scopes", "\"\(scope)\" is none of \(Bot.allScopes.joined(separator: ", "))")
        }
        var conversations: Set<String> = []
        var pairs: Set<Set<String>> = []
        for (place, chat) in chats.enumerated() {
            let path = "chats[\(place)]"
            guard conversations.insert(chat.id).inserted else {
                throw WorkspaceError("\(path).id", "\"\(chat.id)\" stands twice")
            }
            try Self.check(chat.members, in: handles, "\(path).members", "handle")
            try Self.check(chat.bots, in: apps, "\(path).bots", "app id")
            let parties = (chat.members.count, chat.bots.count)
            guard chat.kind != .personal || parties == (1, 1) || parties == (2, 0) else {
                throw WorkspaceError(path, "a personal chat is between one person and one bot, or two people")
            }
            guard chat.kind != .personal || pairs.insert(Set(chat.members + chat.bots)).inserted else {
                throw WorkspaceError(path, "the two have a personal chat already")
            }
        }
        for (place, team) in teams.enumerated() {
            let path = "teams[\(place)]"
            try Self.check(team.members, in: handles, "\(path).members", "handle")
            try Self.check(team.bots, in: apps, "\(path).bots", "app id")
            for (place, channel) in team.channels.enumerated() where !conversations.insert(channel.id).inserted {
                throw WorkspaceError("\(path).channels[\(place)].id", "\"\(channel.id)\" stands twice")
            }
        }
        let channels = Set(teams.flatMap { $0.channels.map(\.id) })
        for (place, webhook) in webhooks.enumerated() where !channels.contains(webhook.channel) {
            throw WorkspaceError("webhooks[\(place)].channel", "no channel has the id \"\(webhook.channel)\"")
        }
        for (place, installation) in installations.enumerated() {
            let path = "installations[\(place)]"
            try Self.check([installation.bot], in: apps, "\(path).bot", "app id")
            switch installation.target {
            case .user(let handle): try Self.check([handle], in: handles, "\(path).user", "handle")
            case .chat(let chat): try Self.check([chat], in: Set(chats.map(\.id)), "\(path).chat", "id")
            case .team(let team, let channel):
                guard let team = teams.first(where: { $0.id == team }) else {
                    throw WorkspaceError("\(path).team", "no team has the id \"\(team)\"")
                }
                try Self.check([channel], in: Set(team.channels.map(\.id)), "\(path).channel", "id")
            }
        }
    }

    /// Ids by which people are found, whatever their case.
    private static func checkOnce(_ ids: [String?], _ name: String) throws(WorkspaceError) {
        var seen: Set<String> = []
        for (place, id) in ids.enumerated() {
            guard let id else { continue }
            guard seen.insert(id.lowercased()).inserted else {
                throw WorkspaceError("users[\(place)].\(name)", "\"\(id)\" stands twice")
            }
        }
    }

    private static func check(
        _ names: [String], in known: Set<String>, _ path: String, _ what: String
    ) throws(WorkspaceError) {
        var seen: Set<String> = []
        for (place, name) in names.enumerated() {
            let path = names.count == 1 && !path.hasSuffix("s") ? path : "\(path)[\(place)]"
            guard known.contains(name) else { throw WorkspaceError(path, "nothing has the \(what) \"\(name)\"") }
            guard seen.insert(name).inserted else { throw WorkspaceError(path, "\"\(name)\" stands twice") }
        }
    }
}

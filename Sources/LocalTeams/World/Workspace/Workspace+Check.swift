internal import Foundation
internal import JSONKit

extension Workspace {
    /// Refuses what refers to nobody, stands twice, or makes no sense.
    func check() throws(StrictError) {
        let handles = Set(users.map(\.handle))
        let apps = Set(bots.map(\.appId))
        try checkUsers()
        try checkBots()
        try checkChats(of: handles, apps)
        try checkTeams(of: handles, apps)
        let channels = Set(teams.flatMap { $0.channels.map(\.id) })
        for (place, webhook) in webhooks.enumerated() {
            try Self.checkKnown(
                webhook.channel, in: channels, At("webhooks", place)["channel"], "no channel has the id")
        }
        try checkInstallations(of: handles, apps)
    }

    private func checkUsers() throws(StrictError) {
        try Self.checkOnce(users.map(\.handle.rawValue)) { At("users", $0)["handle"] }
        for (place, user) in users.enumerated() where TimeZone(identifier: user.timeZone) == nil {
            throw At("users", place)["timeZone"]
                .error("\"\(user.timeZone.excerpt)\" is no time zone, such as Europe/Stockholm")
        }
        // These find people whatever their case.
        try Self.checkOnce(users.map(\.id), ignoringCase: true) { At("users", $0)["id"] }
        try Self.checkOnce(users.map(\.aadObjectId), ignoringCase: true) { At("users", $0)["aadObjectId"] }
        try Self.checkOnce(users.map(\.userPrincipalName), ignoringCase: true) {
            At("users", $0)["userPrincipalName"]
        }
    }

    private func checkBots() throws(StrictError) {
        try Self.checkOnce(bots.map(\.appId.rawValue)) { At("bots", $0)["appId"] }
        for (place, bot) in bots.enumerated() {
            let at = At("bots", place)
            if let problem = Bot.problem(inScopes: bot.scopes) { throw at["scopes"].error(problem) }
            if let problem = Bot.problem(inPermissions: bot.permissions) { throw at["permissions"].error(problem) }
        }
    }

    private func checkChats(of handles: Set<Handle>, _ apps: Set<AppID>) throws(StrictError) {
        try Self.checkOnce(chats.map(\.id.rawValue)) { At("chats", $0)["id"] }
        var pairs: Set<Set<String>> = []
        for (place, chat) in chats.enumerated() {
            try Self.check(chat.members, in: handles, At("chats", place)["members"], "handle")
            try Self.check(chat.bots, in: apps, At("chats", place)["bots"], "app id")
            try Self.checkTimes(of: chat, At("chats", place))
            guard chat.kind == .personal else { continue }
            let parties = (chat.members.count, chat.bots.count)
            guard parties == (1, 1) || parties == (2, 0) else {
                throw At("chats", place).error("a personal chat is between one person and one bot, or two people")
            }
            guard pairs.insert(Set(chat.members.map(\.rawValue) + chat.bots.map(\.rawValue))).inserted else {
                throw At("chats", place).error("the two have a personal chat already")
            }
        }
    }

    private func checkTeams(of handles: Set<Handle>, _ apps: Set<AppID>) throws(StrictError) {
        var conversations = Set(chats.map(\.id))
        let known = Set(teams.map(\.id))
        for (place, team) in teams.enumerated() {
            try Self.check(team.members, in: handles, At("teams", place)["members"], "handle")
            try Self.check(team.bots, in: apps, At("teams", place)["bots"], "app id")
            for (index, channel) in team.channels.enumerated() where !conversations.insert(channel.id).inserted {
                throw At("teams", place)["channels"][index]["id"].error("\"\(channel.id)\" stands twice")
            }
            for (index, channel) in team.channels.enumerated() {
                let at = At("teams", place)["channels"][index]
                if let members = channel.members {
                    guard channel.kind != .standard else {
                        throw at["members"].error("is for private and shared channels")
                    }
                    try Self.check(members, in: handles, at["members"], "handle")
                }
                guard !channel.sharedWith.isEmpty else { continue }
                guard channel.kind == .shared else { throw at["sharedWith"].error("is for shared channels") }
                try Self.check(channel.sharedWith, in: known.subtracting([team.id]), at["sharedWith"], "team's id")
            }
        }
    }

    private func checkInstallations(of handles: Set<Handle>, _ apps: Set<AppID>) throws(StrictError) {
        let chats = Set(chats.map(\.id))
        let teams = Dictionary(teams.map { ($0.id, Set($0.channels.map(\.id))) }) { first, _ in first }
        for (place, installation) in installations.enumerated() {
            let at = At("installations", place)
            try Self.checkKnown(installation.bot, in: apps, at["bot"], "nothing has the app id")
            switch installation.target {
            case .user(let handle): try Self.checkKnown(handle, in: handles, at["user"], "nothing has the handle")
            case .chat(let chat): try Self.checkKnown(chat, in: chats, at["chat"], "nothing has the id")
            case .team(let team, let channel):
                guard let channels = teams[team] else { throw at["team"].error("no team has the id \"\(team)\"") }
                try Self.checkKnown(channel, in: channels, at["channel"], "nothing has the id")
            }
        }
    }
}

extension Workspace {
    /// Where something stands in a workspace file.
    private struct At {
        private let pointer: JSONPointer

        init(_ list: String, _ place: Int) { pointer = .root.appending(list).appending(place) }

        private init(_ pointer: JSONPointer) { self.pointer = pointer }

        subscript(name: String) -> At { At(pointer.appending(name)) }
        subscript(place: Int) -> At { At(pointer.appending(place)) }

        func error(_ problem: String) -> StrictError { StrictError(pointer, problem) }
    }

    /// Each of `ids` stands once.
    private static func checkOnce(
        _ ids: [String?], ignoringCase: Bool = false, _ at: (Int) -> At
    ) throws(StrictError) {
        var seen: Set<String> = []
        for (place, id) in ids.enumerated() {
            guard let id else { continue }
            guard seen.insert(ignoringCase ? id.lowercased() : id).inserted else {
                throw at(place).error("\"\(id.excerpt)\" stands twice")
            }
        }
    }

    /// Meetings have times, and end after they start.
    private static func checkTimes(of chat: Chat, _ at: At) throws(StrictError) {
        guard chat.start != nil || chat.end != nil else { return }
        guard chat.kind == .meeting else { throw at[chat.start == nil ? "end" : "start"].error("is for meetings") }
        guard let start = chat.start else { throw at["end"].error("goes with \"start\"") }
        guard chat.end.map({ $0 > start }) ?? true else { throw at["end"].error("is not after \"start\"") }
    }

    /// Each of a list is known, and stands once.
    private static func check<ID: Hashable>(
        _ ids: [ID], in known: Set<ID>, _ at: At, _ what: String
    ) throws(StrictError) {
        var seen: Set<ID> = []
        for (place, id) in ids.enumerated() {
            try checkKnown(id, in: known, at[place], "nothing has the \(what)")
            guard seen.insert(id).inserted else { throw at[place].error("\"\(id)\" stands twice") }
        }
    }

    private static func checkKnown<ID: Hashable>(
        _ id: ID, in known: Set<ID>, _ at: At, _ problem: String
    ) throws(StrictError) {
        guard known.contains(id) else { throw at.error("\(problem) \"\(id)\"") }
    }
}

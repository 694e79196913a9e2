extension Workspace {
    /// The made-up company that Local Teams starts with when no workspace file is given: a harbour with people in three
    /// time zones, one group chat, one team with three channels, and a slot for one bot.
    static let standard = Workspace(
        tenant: tenantOfHarbor,
        clock: Clock(),
        users: [
            person("ines", "Ines Okafor", "en-GB", "Europe/Stockholm", "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"),
            person("bo", "Bo Lindqvist", "sv-SE", "Europe/Stockholm", "91b0c1d2-0000-4000-8000-000000000002"),
            person("chidi", "Chidi Eze", "en-US", "America/New_York", "91b0c1d2-0000-4000-8000-000000000003"),
            person("mei", "Mei Tanaka", "ja-JP", "Asia/Tokyo", "91b0c1d2-0000-4000-8000-000000000004"),
            person("rosa", "Rosa Delgado", "es-US", "America/New_York", "91b0c1d2-0000-4000-8000-000000000005"),
            person("jonas", "Jonas Weber", "de-DE", "Europe/Stockholm", "91b0c1d2-0000-4000-8000-000000000006"),
        ],
        bots: [Bot(appId: Bot.developmentID, secret: Bot.developmentSecret, name: "Bot")],
        chats: [
            Chat(
                id: "19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2", kind: .group, name: "Tides",
                members: ["ines", "bo", "chidi", "mei"], bots: [])
        ],
        teams: [
            Team(
                id: "19:port@thread.tacv2", name: "Port", aadGroupId: "c0de5a1e-0000-4000-8000-000000000001",
                members: ["ines", "bo", "chidi", "mei", "rosa", "jonas"], bots: [],
                channels: [
                    Channel(id: "19:port@thread.tacv2", name: "General"),
                    Channel(id: "19:berth@thread.tacv2", name: "Berth plan"),
                    Channel(id: "19:quay@thread.tacv2", name: "Quay"),
                ])
        ])

    private static let tenantOfHarbor = Tenant(id: "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00", name: "Harbor")

    private static func person(
        _ handle: Handle, _ name: String, _ locale: String, _ zone: String, _ objectID: String
    ) -> Person {
        var person = Person(handle: handle, name: name, tenant: tenantOfHarbor.id)
        person.locale = locale
        person.timeZone = zone
        person.aadObjectId = objectID
        return person
    }
}

extension Workspace {
    /// Puts `bot` into the workspace (in place of one with the same app id) and installs it for everyone, in every
    /// group chat, meeting and team, as far as its scopes reach.
    mutating func installEverywhere(_ bot: Bot) {
        var bot = bot
        bot.everyone = true
        if let place = bots.firstIndex(where: { $0.appId == bot.appId }) {
            bots[place] = bot
        } else {
            bots.append(bot)
        }
        if bot.scopes.contains(Bot.groupChat) {
            for place in chats.indices where chats[place].kind != .personal && !chats[place].bots.contains(bot.appId) {
                chats[place].bots.append(bot.appId)
            }
        }
        if bot.scopes.contains(Bot.team) {
            for place in teams.indices where !teams[place].bots.contains(bot.appId) {
                teams[place].bots.append(bot.appId)
            }
        }
    }
}

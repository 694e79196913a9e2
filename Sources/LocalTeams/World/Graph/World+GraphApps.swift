internal import JSONKit

// Apps and their installations, as Microsoft Graph shows them. Each bot is an app of the organisation's catalogue: its
// manifest has the bot's app id, and the catalogue gives it an id of its own.

extension GraphQuery.Options {
    static let teamsApps = Self(
        filter: ["id", "externalId", "displayName", "distributionMethod"],
        select: ["id", "externalId", "displayName", "distributionMethod"], expand: ["appDefinitions"])
    static let teamsApp = Self(select: teamsApps.select, expand: teamsApps.expand)
    static let installations = Self(
        filter: [
            "id", "teamsApp/id", "teamsApp/externalId", "teamsApp/displayName", "teamsApp/distributionMethod",
            "teamsAppDefinition/teamsAppId", "teamsAppDefinition/displayName",
        ],
        select: ["id", "teamsApp", "teamsAppDefinition"], expand: ["teamsApp", "teamsAppDefinition"], count: true)
    static let installation = Self(select: installations.select, expand: installations.expand)
}

extension World {
    /// The id of a bot's app in the catalogue. It is neither the id of its manifest nor that of the bot.
    func catalogID(of bot: AppID) -> String { StableID.guid("teamsApp", tenant.id, bot.rawValue) }

    /// The apps of the catalogue.
    func graphApps(_ query: GraphQuery) -> GraphPage {
        let apps = directory.bots.map { teamsApp($0, query) }
        return GraphPage(value: apps.filter { query.filter?.includes($0) ?? true }.map(query.selected))
    }

    func graphApp(_ id: String, _ query: GraphQuery) throws(Refusal) -> JSONObject {
        query.selected(teamsApp(try bot(catalog: id), query))
    }

    /// What is installed at a place. Who may look after itself alone sees itself alone.
    func graphInstallations(
        at target: GraphTarget, _ query: GraphQuery, by caller: GraphCaller
    ) throws(Refusal) -> GraphPage {
        let place = try find(target)
        let isLimited = isLimitedToItself(caller, .readInstallations(target.kind))
        var found: [JSONObject] = []
        for installation in installations(at: place) where !isLimited || installation.bot == caller.bot {
            guard query.filter?.includes(view(of: installation, expanding: nil)) ?? true else { continue }
            found.append(query.selected(view(of: installation, expanding: query.expand)))
        }
        return GraphPage(value: found, count: query.count ? found.count : nil)
    }

    func graphInstallation(
        _ id: String, at target: GraphTarget, _ query: GraphQuery, by caller: GraphCaller
    ) throws(Refusal) -> JSONObject {
        let installation = try installation(id, at: target, by: caller, .readInstallations(target.kind))
        return query.selected(view(of: installation, expanding: query.expand))
    }

    /// The personal chat of an app that is installed for a person.
    func graphChat(ofInstallation id: String, at target: GraphTarget, by caller: GraphCaller) throws(Refusal)
        -> JSONObject
    {
        let installation = try installation(id, at: target, by: caller, .readInstallations(target.kind))
        guard let chat = home(of: installation) else { throw .graphNotFound("The installation has no chat.") }
        return ["id": chat.json, "chatType": "oneOnOne", "topic": .null, "tenantId": .string(tenant.id)]
    }

    /// An installation of a place, when the caller may look after it.
    func installation(
        _ id: String, at target: GraphTarget, by caller: GraphCaller, _ permission: GraphPermission
    ) throws(Refusal) -> Installation {
        let place = try find(target)
        guard let installation = installations[InstallationID(rawValue: id)], installation.isAt(place)
        else {
            throw .graphNotFound("No app is installed there under the id '\(id.prefix(200))'.")
        }
        guard installation.bot == caller.bot || !isLimitedToItself(caller, permission) else {
            throw .notAllowedToManage(caller.bot)
        }
        return installation
    }

    /// The bot whose app has this id in the catalogue.
    func bot(catalog id: String) throws(Refusal) -> Bot {
        let id = id.lowercased()
        guard let bot = directory.bots.first(where: { catalogID(of: $0.appId) == id }) else {
            throw .graphNotFound("No app of the catalogue has the id '\(id.prefix(200))'.").noted(
                "Rule: an app is installed by its id in the catalogue, which is not that of its manifest: look it up "
                    + "with GET /appCatalogs/teamsApps?$filter=externalId eq '…' (Microsoft, Proactive installation)."
            )
        }
        return bot
    }

    private func installations(at place: GraphPlace) -> [Installation] {
        switch place {
        case .user(let handle):
            directory.bots.compactMap { bot in
                home(of: .user(handle), for: bot.appId).flatMap { installation(of: bot.appId, at: $0) }
            }
        case .chat(let place): installations.installations(at: place.id)
        case .team(let team): installations.installations(at: team.id)
        }
    }

    /// - Parameter names: what is shown whole; nil for everything.
    private func view(of installation: Installation, expanding names: Set<String>?) -> JSONObject {
        let bot = bot(installation.bot)
        let shows = { (name: String) in names.map { $0.contains(name) } ?? true }
        return JSONObject(present: [
            "id": installation.id.json,
            "teamsApp": shows("teamsApp") ? bot.map { .object(teamsApp($0, GraphQuery())) } : nil,
            "teamsAppDefinition": shows("teamsAppDefinition") ? bot.map { .object(definition(of: $0)) } : nil,
        ])
    }

    private func teamsApp(_ bot: Bot, _ query: GraphQuery) -> JSONObject {
        JSONObject(present: [
            "id": .string(catalogID(of: bot.appId)), "externalId": bot.appId.json, "displayName": .string(bot.name),
            "distributionMethod": "organization",
            "appDefinitions": query.expand.contains("appDefinitions") ? [.object(definition(of: bot))] : nil,
        ])
    }

    private func definition(of bot: Bot) -> JSONObject {
        let consented = bot.permissions.filter(GraphPermission.isResourceSpecific)
        let permissions: [JSONValue] = consented.map { name in
            ["permissionValue": .string(name), "permissionType": "application"]
        }
        return [
            "id": .string(StableID.opaque(36, "definition", tenant.id, bot.appId.rawValue)),
            "teamsAppId": .string(catalogID(of: bot.appId)), "azureADAppId": bot.appId.json,
            "displayName": .string(bot.name), "version": "1.0.0", "publishingState": "published",
            "authorization": ["requiredPermissionSet": ["resourceSpecificPermissions": .array(permissions)]],
        ]
    }
}

extension Installation {
    /// Whether it is at the place that a path of Graph names.
    fileprivate func isAt(_ place: GraphPlace) -> Bool {
        switch (target, place) {
        case (.user(let handle), .user(let person)): handle == person
        case (.user(let handle), .chat(let chat)): chat.kind == .personal(bot: bot, handle: handle)
        case (.chat(let chat), .chat(let place)): chat == place.id
        case (.team(let team, _), .team(let state)): team == state.id
        default: false
        }
    }
}

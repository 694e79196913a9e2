internal import JSONKit

// What apps do about installations through Microsoft Graph. It really happens: bots hear of it as of what people do.

extension World {
    /// Installs the app that the body names.
    mutating func graphInstall(
        _ body: JSONObject, at target: GraphTarget, by caller: GraphCaller
    ) throws(Refusal) -> Installation {
        let place = try find(target)
        guard let binding = body["teamsApp@odata.bind"]?.stringValue else {
            throw .badGraphRequest(
                "The body needs teamsApp@odata.bind: 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{id}'.")
        }
        guard let id = Self.catalogID(in: binding) else {
            throw .badGraphRequest("teamsApp@odata.bind does not end with /appCatalogs/teamsApps/{id}.")
        }
        let consented = try ConsentedPermissions(in: body)
        let bot = try bot(catalog: id)
        guard bot.appId == caller.bot || !isLimitedToItself(caller, .writeInstallations(target.kind)) else {
            throw .notAllowedToManage(caller.bot)
        }
        guard !bot.disabled else {
            throw .graphForbidden("The app is blocked by app permission policy.").noted(
                "Rule: what the admin disabled cannot be installed (Microsoft, Manage app permission policies).")
        }
        let installer = try installer(at: place)
        try checkScope(of: bot, at: place)
        if let home = home(of: place, for: bot.appId), installation(of: bot.appId, at: home) != nil {
            throw Refusal(
                status: 409, code: "Conflict", message: "App already installed in the target scope.",
                note: "Rule: an app is installed once in each place; 409 is as good as success "
                    + "(Microsoft, Proactive installation of apps).")
        }
        if let consented { grant(consented, to: bot.appId) }
        switch place {
        case .user(let handle): return try install(bot.appId, as: installer, user: handle)
        case .chat(let chat): return try install(bot.appId, as: installer, chat: chat.id)
        case .team(let team): return try install(bot.appId, as: installer, team: team.id)
        }
    }

    /// E22: the newest version of the app, which may ask for other permissions.
    mutating func graphUpgrade(
        _ id: String, with body: JSONObject, at target: GraphTarget, by caller: GraphCaller
    ) throws(Refusal) {
        let installation = try installation(id, at: target, by: caller, .writeInstallations(target.kind))
        let consented = try ConsentedPermissions(in: body)
        let installer = try installer(at: try find(target))
        try upgradeInstallation(installation.id, as: installer)
        if let consented { grant(consented, to: installation.bot) }
    }

    mutating func graphUninstall(_ id: String, at target: GraphTarget, by caller: GraphCaller) throws(Refusal) {
        let installation = try installation(id, at: target, by: caller, .writeInstallations(target.kind))
        try removeInstallation(installation.id, as: try installer(at: try find(target)))
    }

    /// The catalogue's id at the end of an address: `…/appCatalogs/teamsApps/{id}`, or `…/teamsApps('{id}')`.
    static func catalogID(in binding: String) -> String? {
        guard binding.utf8.count <= 2_000 else { return nil }
        let parts = binding.split(separator: "/")
        guard let last = parts.last, parts.count >= 3 else { return nil }
        if last.lowercased().hasPrefix("teamsapps('"), last.hasSuffix("')") {
            guard parts[parts.count - 2].lowercased() == "appcatalogs" else { return nil }
            return String(last.dropFirst(11).dropLast(2))
        }
        guard parts[parts.count - 2].lowercased() == "teamsapps", parts[parts.count - 3].lowercased() == "appcatalogs"
        else { return nil }
        return String(last)
    }

    /// The resource-specific permissions of an app, in place of those that it had. What it may do in the whole tenant
    /// stays.
    private mutating func grant(_ consented: ConsentedPermissions, to appID: AppID) {
        guard var bot = bot(appID) else { return }
        bot.permissions = bot.permissions.filter { !GraphPermission.isResourceSpecific($0) } + consented.application
        directory.change(bot)
        showWorkspace()
    }

    /// In whose name it is done: the person's own, in a chat or a team that of somebody there.
    private func installer(at place: GraphPlace) throws(Refusal) -> Handle {
        switch place {
        case .user(let handle): return handle
        case .chat(let chat):
            guard let first = roster(chat).handles.first else { throw .badGraphRequest("Nobody is in the chat.") }
            return first
        case .team(let team):
            guard let first = team.roster.handles.first else { throw .badGraphRequest("Nobody is in the team.") }
            return first
        }
    }

    private func checkScope(of bot: Bot, at place: GraphPlace) throws(Refusal) {
        let scope: String
        switch place {
        case .user: scope = "personal"
        case .team: scope = "team"
        case .chat(let chat):
            guard chat.kind == .group || chat.kind == .meeting else {
                throw .badGraphRequest(
                    "An app for a chat with one person is installed with /users/{id}/teamwork/installedApps.")
            }
            scope = "groupChat"
        }
        guard bot.scopes.contains(scope) else {
            throw .badGraphRequest(
                "The app does not support the scope '\(scope)': its manifest has \(bot.scopes.joined(separator: ", "))."
            ).noted("Rule: an app is installed only where the scopes of its manifest allow it (Microsoft, Manifest).")
        }
    }
}

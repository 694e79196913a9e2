internal import HTTPKit
internal import JSONKit

/// The routes of Microsoft Graph that bots and notifications need (wire-contract section 21).
extension GraphPlane {
    static func makeRoutes() -> RouteTable<GraphOperation> {
        var table = RouteTable<GraphOperation>()
        func add(
            _ method: String, _ path: String, _ options: GraphQuery.Options = .none,
            of topic: GraphOperation.Topic = .directory, _ action: @escaping GraphOperation.Action
        ) {
            table.add(method, path, GraphOperation(options: options, topic: topic, action: action))
        }
        add("GET", "/users", .users) { world, call in
            try world.allowed(call.caller, .users)
            return call.page(world.graphUsers(call.query), in: world, of: "users")
        }
        add("GET", "/users/{id}", .user) { world, call in
            try world.allowed(call.caller, .users)
            return .resource(try world.graphUser(call["id"], call.query))
        }
        for path in ["members", "transitiveMembers", "members/user", "transitiveMembers/user"] {
            add("GET", "/groups/{id}/\(path)", .members) { world, call in
                try world.allowed(call.caller, .groupMembers)
                let page = try world.graphMembers(ofGroup: call["id"], call.query)
                return call.page(page, in: world, of: "directoryObjects")
            }
        }
        add("GET", "/teams/{id}", of: .target(.team)) { world, call in
            try world.allowed(call.caller, .team)
            try world.throttle(call.caller, world.limits(of: call.target(.team)))
            return .resource(try world.graphTeam(call["id"], call.query))
        }
        add("GET", "/teams/{id}/members", .teamMembers, of: .target(.team)) { world, call in
            try world.allowed(call.caller, .teamMembers)
            try world.throttle(call.caller, world.limits(of: call.target(.team)))
            return call.page(try world.graphMembers(ofTeam: call["id"], call.query), in: world, of: "members")
        }
        add("GET", "/appCatalogs/teamsApps", .teamsApps) { world, call in
            try world.allowed(call.caller, .catalog)
            return call.page(world.graphApps(call.query), in: world, of: "appCatalogs/teamsApps")
        }
        add("GET", "/appCatalogs/teamsApps/{app}", .teamsApp) { world, call in
            try world.allowed(call.caller, .catalog)
            return .resource(try world.graphApp(call["app"], call.query))
        }
        for (kind, home) in [
            (GraphTarget.Kind.user, "/users/{id}/teamwork"), (.chat, "/chats/{id}"), (.team, "/teams/{id}"),
        ] {
            let apps = "\(home)/installedApps"
            add("GET", apps, .installations, of: .target(kind)) { try $1.listInstallations(of: kind, in: &$0) }
            add("POST", apps, of: .target(kind)) { try $1.install(at: kind, in: &$0) }
            add("GET", "\(apps)/{app}", .installation, of: .target(kind)) { try $1.installation(of: kind, in: &$0) }
            add("DELETE", "\(apps)/{app}", of: .target(kind)) { try $1.uninstall(at: kind, in: &$0) }
            add("POST", "\(apps)/{app}/upgrade", of: .target(kind)) { try $1.upgrade(at: kind, in: &$0) }
            add("POST", "\(home)/sendActivityNotification", of: .notification(kind)) { try $1.notify(kind, in: &$0) }
        }
        add("GET", "/users/{id}/teamwork/installedApps/{app}/chat", of: .target(.user)) { try $1.chat(in: &$0) }
        add("POST", "/teamwork/sendActivityNotificationToRecipients", of: .notification(nil)) {
            try $1.notifyRecipients(in: &$0)
        }
        return table
    }
}

/// What calls about apps and notifications do: who may, how often, and then what.
extension GraphCall {
    fileprivate func page(_ page: GraphPage, in world: World, of name: String) -> GraphAnswer {
        let link = page.next.map { self.link(to: $0, origin: world.origin) }
        return .resource(page.json(context: "\(world.origin)/v1.0/$metadata#\(name)", link: link))
    }

    fileprivate func listInstallations(of kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .readInstallations(kind))
        try world.throttle(caller, world.limits(.listInstalledApps, at: target(kind)))
        let page = try world.graphInstallations(at: target(kind), query, by: caller)
        return self.page(page, in: world, of: "teamsAppInstallations")
    }

    fileprivate func installation(of kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .readInstallations(kind))
        try world.throttle(caller, world.limits(.listInstalledApps, at: target(kind)))
        return .resource(try world.graphInstallation(self["app"], at: target(kind), query, by: caller))
    }

    fileprivate func chat(in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .readInstallations(.user))
        try world.throttle(caller, [.listInstalledApps])
        return .resource(try world.graphChat(ofInstallation: self["app"], at: target(.user), by: caller))
    }

    fileprivate func install(at kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .writeInstallations(kind))
        try world.throttle(caller, world.limits(.install, at: target(kind)))
        let installation = try world.graphInstall(body, at: target(kind), by: caller)
        return GraphAnswer(status: 201, json: ["id": installation.id.json], made: installation.id.rawValue)
    }

    fileprivate func upgrade(at kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .writeInstallations(kind))
        try world.throttle(caller, world.limits(.install, at: target(kind)))
        try world.graphUpgrade(self["app"], with: body, at: target(kind), by: caller)
        return .done
    }

    fileprivate func uninstall(at kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .writeInstallations(kind))
        try world.throttle(caller, world.limits(.uninstall, at: target(kind)))
        try world.graphUninstall(self["app"], at: target(kind), by: caller)
        return .done
    }

    fileprivate func notify(_ kind: GraphTarget.Kind, in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .notify(kind))
        try world.throttle(caller, [.notify(kind)])
        try world.graphNotify(body, at: target(kind), by: caller)
        return .done
    }

    fileprivate func notifyRecipients(in world: inout World) throws -> GraphAnswer {
        try world.allowed(caller, .notify(.user))
        if let left = caller.secondsLeft, left < Self.neededLifetime {
            throw Refusal(
                status: 412, code: "PreconditionFailed",
                message: "The token expires within 45 minutes.",
                note: "Rule: the token of a bulk notification must be good for 45 minutes more "
                    + "(Microsoft, teamwork: sendActivityNotificationToRecipients). Ask for a new one.")
        }
        try world.throttle(caller, [.notifyRecipients])
        return GraphAnswer(status: 202, note: try world.graphNotifyRecipients(body, by: caller))
    }

    /// For so many seconds more a token must be good that notifies many.
    private static let neededLifetime = 45.0 * 60
}

internal import HTTPKit
internal import JSONKit

/// People, bots, chats, members, installations and blocks.
extension ControlPlane {
    static let workspaceRoutes: [Row] = [
        ("GET", "/workspace", { plane, call in try await plane.workspace(call) }),
        ("POST", "/users", { plane, call in try await plane.addUser(call) }),
        ("PATCH", "/users/{handle}", { plane, call in try await plane.changeUser(call) }),
        ("POST", "/bots", { plane, call in try await plane.addBot(call) }),
        ("PATCH", "/bots/{bot}", { plane, call in try await plane.changeBot(call) }),
        ("POST", "/bots/{bot}/send-mode", { plane, call in try await plane.setSendMode(call) }),
        ("POST", "/chats", { plane, call in try await plane.addChat(call) }),
        ("POST", "/members", { plane, call in try await plane.addMember(call) }),
        ("DELETE", "/members", { plane, call in try await plane.removeMember(call) }),
        ("POST", "/installations", { plane, call in try await plane.install(call) }),
        ("POST", "/installations/{id}/upgrade", { plane, call in try await plane.upgrade(call) }),
        ("DELETE", "/installations/{id}", { plane, call in try await plane.uninstall(call) }),
        ("POST", "/blocks", { plane, call in try await plane.block(call) }),
        ("DELETE", "/blocks", { plane, call in try await plane.unblock(call) }),
        ("PATCH", "/tenant", { plane, call in try await plane.changeTenant(call) }),
        ("POST", "/reset", { plane, call in try await plane.reset(call) }),
    ]

    private func workspace(_ call: ControlCall) async throws -> HTTP.Response {
        .control(200, .object(try await host.read { $0.workspace.shown }))
    }

    private func addUser(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("handle", "name", "locale", "timeZone", "readReceipts")
        let (handle, name) = (try body.requiredText("handle"), try body.requiredText("name"))
        let (locale, timeZone) = (try body.text("locale"), try body.text("timeZone"))
        let readReceipts = try body.flag("readReceipts")
        let added = try await host.change { world in
            try world.addPerson(
                handle: handle, name: name, locale: locale, timeZone: timeZone, readReceipts: readReceipts)
        }
        return .control(201, added.value.json)
    }

    private func changeUser(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("readReceipts", "timeZone", "locale")
        let (locale, timeZone) = (try body.text("locale"), try body.text("timeZone"))
        let readReceipts = try body.flag("readReceipts")
        let changed = try await host.change { world in
            try world.changePerson(call["handle"], locale: locale, timeZone: timeZone, readReceipts: readReceipts)
        }
        return .control(200, changed.value.json)
    }

    private func addBot(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("name", "endpoint", "appId", "secret", "auth", "scopes", "permissions")
        let name = try body.requiredText("name")
        let endpoint = try BotEndpoint.checked(try body.text("endpoint"))
        let (appId, secret, auth) = (try body.text("appId"), try body.text("secret"), try body.flag("auth"))
        let (scopes, permissions) = (try body.texts("scopes"), try body.texts("permissions"))
        let added = try await host.change { world in
            try world.addBot(
                name: name, endpoint: endpoint, appId: appId, secret: secret ?? Secret.hex(), auth: auth,
                scopes: scopes,
                permissions: permissions)
        }
        return .control(201, .object(added.value.object(secret: true)))
    }

    private func changeBot(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("endpoint", "disabled")
        let endpoint = try BotEndpoint.checked(try body.text("endpoint"))
        let disabled = try body.flag("disabled")
        let changed = try await host.change { world in
            try world.changeBot(call["bot"], endpoint: endpoint, disabled: disabled)
        }
        return .control(200, .object(changed.value.object(secret: false)))
    }

    private func setSendMode(_ call: ControlCall) async throws -> HTTP.Response {
        let name = try call.body("mode").requiredText("mode")
        guard let mode = SendMode(rawValue: name) else {
            let known = SendMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.badRequest("\"mode\" must be one of \(known).")
        }
        guard let bot = try await host.read({ $0.bot(call["bot"])?.appId }) else {
            throw Refusal.notFound("No bot has the app id \(call["bot"].prefix(64)).")
        }
        signer.setMode(mode, bot: bot)
        return .control(200, ["bot": .string(bot), "mode": .string(mode.rawValue)])
    }

    private func addChat(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "kind", "members", "bot", "name")
        let person = try body.requiredText("as")
        guard let kind = Workspace.Chat.Kind(rawValue: try body.requiredText("kind")) else {
            throw Refusal.badRequest("\"kind\" must be personal, group or meeting.")
        }
        let (members, bot, name) = (try body.texts("members") ?? [], try body.text("bot"), try body.text("name"))
        let id = try await host.change { world in
            try world.createChat(as: person, kind: kind, members: members, bot: bot, name: name)
        }
        return .control(201, ["id": .string(id.value)])
    }

    private func addMember(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "user", "team", "chat")
        let (person, user) = (try body.requiredText("as"), try body.requiredText("user"))
        let (team, chat) = (try body.text("team"), try body.text("chat"))
        _ = try await host.change { try $0.addMember(user, as: person, team: team, chat: chat) }
        return .control(201)
    }

    private func removeMember(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("as", "user", "team", "chat")
        let (person, user) = (try query.requiredText("as"), try query.requiredText("user"))
        let (team, chat) = (try query.text("team"), try query.text("chat"))
        _ = try await host.change { try $0.removeMember(user, as: person, team: team, chat: chat) }
        return .control()
    }

    private func install(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "bot", "user", "chat", "team", "channel")
        let (person, bot) = (try body.requiredText("as"), try body.requiredText("bot"))
        let (user, chat) = (try body.text("user"), try body.text("chat"))
        let (team, channel) = (try body.text("team"), try body.text("channel"))
        let installed = try await host.change { world in
            try world.install(bot, as: person, user: user, chat: chat, team: team, channel: channel)
        }
        return .control(201, ["id": .string(installed.value.id)])
    }

    private func upgrade(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.body("as").requiredText("as")
        _ = try await host.change { try $0.upgradeInstallation(call["id"], as: person) }
        return .control()
    }

    private func uninstall(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        _ = try await host.change { try $0.removeInstallation(call["id"], as: person) }
        return .control()
    }

    private func block(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "bot")
        let (person, bot) = (try body.requiredText("as"), try body.requiredText("bot"))
        _ = try await host.change { try $0.block(bot, as: person) }
        return .control()
    }

    private func unblock(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("as", "bot")
        let (person, bot) = (try query.requiredText("as"), try query.requiredText("bot"))
        _ = try await host.change { try $0.unblock(bot, as: person) }
        return .control()
    }

    private func changeTenant(_ call: ControlCall) async throws -> HTTP.Response {
        let name = try call.body("cloud").requiredText("cloud")
        guard let cloud = TenantCloud.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
            let known = TenantCloud.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.badRequest("\"cloud\" must be one of \(known).")
        }
        host.setCloud(cloud)
        return .control(200, ["cloud": .string(cloud.rawValue)])
    }

    private func reset(_ call: ControlCall) async throws -> HTTP.Response {
        _ = try call.body()
        try await host.reset()
        signer.reset()
        log.clear()
        return .control()
    }
}

internal import HTTPKit
internal import JSONKit

/// Bots, and where they are installed.
extension ControlPlane {
    static let botRoutes: [Row] = [
        ("POST", "/bots", { try await $0.addBot($1.body()) }),
        ("PATCH", "/bots/{bot}", { try await $0.changeBot($1["bot"], $1.body()) }),
        ("POST", "/bots/{bot}/send-mode", { try await $0.setSendMode(of: $1["bot"], $1.body()) }),
        ("POST", "/installations", { try await $0.install($1.body()) }),
        ("POST", "/installations/{id}/upgrade", { try await $0.upgrade($1["id"], $1.body()) }),
        ("DELETE", "/installations/{id}", { try await $0.uninstall($1["id"], $1.query()) }),
    ]

    private func addBot(_ new: NewBot) async throws -> HTTP.Response {
        let endpoint = try BotEndpoint.checked(new.endpoint)
        let added = try await host.change { world in
            try world.addBot(
                name: new.name, endpoint: endpoint, appId: new.appID, secret: new.secret ?? Secret.hex(),
                auth: new.auth, scopes: new.scopes, permissions: new.permissions, commands: new.commands)
        }
        return .control(201, .object(added.value.object(secret: true)))
    }

    private func changeBot(_ bot: AppID, _ change: BotChange) async throws -> HTTP.Response {
        let endpoint = try BotEndpoint.checked(change.endpoint)
        let changed = try await host.change { world in
            try world.changeBot(
                bot, name: change.name, endpoint: endpoint, disabled: change.disabled, scopes: change.scopes,
                permissions: change.permissions, commands: change.commands)
        }
        return .control(200, .object(changed.value.object(secret: false)))
    }

    private func setSendMode(of name: AppID, _ choice: SendModeChoice) async throws -> HTTP.Response {
        guard let bot = try await host.read({ $0.bot(name)?.appId }) else {
            throw Refusal.notFound("No bot has the app id \(name.rawValue.prefix(64)).")
        }
        signer.setMode(choice.mode, bot: bot)
        return .control(200, ["bot": bot.json, "mode": .string(choice.mode.rawValue)])
    }

    private func install(_ new: NewInstallation) async throws -> HTTP.Response {
        let installed = try await host.change { world in
            try world.install(
                new.bot, as: new.person, user: new.user, chat: new.chat, team: new.team, channel: new.channel)
        }
        return .control(201, ["id": installed.value.id.json])
    }

    private func upgrade(_ id: InstallationID, _ upgrade: Upgrade) async throws -> HTTP.Response {
        _ = try await host.change { world in
            try world.upgradeInstallation(id, as: upgrade.person, removes: upgrade.removes)
        }
        return .control()
    }

    private func uninstall(_ id: InstallationID, _ acting: ActingPerson) async throws -> HTTP.Response {
        _ = try await host.change { try $0.removeInstallation(id, as: acting.person) }
        return .control()
    }
}

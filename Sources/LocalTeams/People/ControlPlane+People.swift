internal import HTTPKit
internal import JSONKit

/// The workspace as a whole, its people, and what they want no bot to do.
extension ControlPlane {
    static let peopleRoutes: [Row] = [
        ("GET", "/workspace", { plane, _ in try await plane.workspace() }),
        ("POST", "/users", { try await $0.addUser($1.body()) }),
        ("PATCH", "/users/{handle}", { try await $0.changeUser($1["handle"], $1.body()) }),
        ("POST", "/blocks", { try await $0.block($1.body()) }),
        ("DELETE", "/blocks", { try await $0.unblock($1.query()) }),
        ("PATCH", "/tenant", { try await $0.changeTenant($1.body()) }),
        ("POST", "/reset", { try await $0.reset($1.body()) }),
    ]

    private func workspace() async throws -> HTTP.Response {
        .control(200, .object(try await host.read { $0.workspace.shown }))
    }

    private func addUser(_ new: NewPerson) async throws -> HTTP.Response {
        let added = try await host.change { world in
            try world.addPerson(
                handle: new.handle, name: new.name, locale: new.locale, timeZone: new.timeZone,
                readReceipts: new.readReceipts, oldClient: new.oldClient)
        }
        return .control(201, added.value.json)
    }

    private func changeUser(_ handle: Handle, _ change: PersonChange) async throws -> HTTP.Response {
        let changed = try await host.change { world in
            try world.changePerson(
                handle, locale: change.locale, timeZone: change.timeZone, readReceipts: change.readReceipts,
                oldClient: change.oldClient)
        }
        return .control(200, changed.value.json)
    }

    private func block(_ block: BotBlock) async throws -> HTTP.Response {
        _ = try await host.change { try $0.block(block.bot, as: block.person) }
        return .control()
    }

    private func unblock(_ block: BotBlock) async throws -> HTTP.Response {
        _ = try await host.change { try $0.unblock(block.bot, as: block.person) }
        return .control()
    }

    private func changeTenant(_ change: TenantChange) async throws -> HTTP.Response {
        let changed = try await host.change { world in
            world.changeTenant(
                cloud: change.cloud, readReceipts: change.readReceipts, blockedCode: change.blockedCode,
                splitTextAndCard: change.splitTextAndCard, redeliver: change.redeliver,
                privateChannels: change.privateChannels, typing: change.typing)
        }
        return .control(200, changed.value.json)
    }

    private func reset(_: NothingMore) async throws -> HTTP.Response {
        try await host.reset()
        signer.reset()
        log.clear()
        return .control()
    }
}

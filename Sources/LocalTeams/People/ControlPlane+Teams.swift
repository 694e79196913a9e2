internal import HTTPKit
internal import JSONKit

/// Teams and their channels.
extension ControlPlane {
    private static let channel = "/teams/{t}/channels/{c}"

    static let teamRoutes: [Row] = [
        ("POST", "/teams", { try await $0.addTeam($1.body()) }),
        ("PATCH", "/teams/{t}", { try await $0.changeTeam($1["t"], $1.body()) }),
        ("DELETE", "/teams/{t}", { try await $0.deleteTeam($1["t"], $1.query()) }),
        ("POST", "/teams/{t}/restore", { try await $0.restoreTeam($1["t"], $1.body()) }),
        ("POST", "/teams/{t}/channels", { try await $0.addChannel(in: $1["t"], $1.body()) }),
        ("PATCH", channel, { try await $0.changeChannel($1["c"], in: $1["t"], $1.body()) }),
        ("DELETE", channel, { try await $0.deleteChannel($1["c"], in: $1["t"], $1.query()) }),
        ("POST", channel + "/restore", { try await $0.restoreChannel($1["c"], in: $1["t"], $1.body()) }),
    ]

    private func addTeam(_ new: NewTeam) async throws -> HTTP.Response {
        let added = try await host.change { world in
            try world.createTeam(
                as: new.person, name: new.name, members: new.members,
                channels: new.channels.map { (name: $0.name, kind: $0.kind) })
        }
        return .control(201, added.value.json)
    }

    private func changeTeam(_ team: ConversationID, _ change: TeamChange) async throws -> HTTP.Response {
        let changed = try await host.change { world in
            try world.changeTeam(team, as: change.person, name: change.name, archived: change.archived)
        }
        return .control(200, changed.value.json)
    }

    private func deleteTeam(_ team: ConversationID, _ removal: TeamRemoval) async throws -> HTTP.Response {
        _ = try await host.change { try $0.deleteTeam(team, as: removal.person, hard: removal.hard) }
        return .control()
    }

    private func restoreTeam(_ team: ConversationID, _ acting: ActingPerson) async throws -> HTTP.Response {
        let restored = try await host.change { try $0.restoreTeam(team, as: acting.person) }
        return .control(200, restored.value.json)
    }

    private func addChannel(in team: ConversationID, _ new: NewChannel) async throws -> HTTP.Response {
        let added = try await host.change { world in
            try world.createChannel(in: team, as: new.person, name: new.name, kind: new.kind)
        }
        return .control(201, added.value.json)
    }

    private func changeChannel(
        _ channel: ConversationID, in team: ConversationID, _ change: ChannelChange
    ) async throws -> HTTP.Response {
        let changed = try await host.change { world in
            try world.changeChannel(
                channel, in: team, as: change.person, name: change.name, moderated: change.moderated)
        }
        return .control(200, changed.value.json)
    }

    private func deleteChannel(
        _ channel: ConversationID, in team: ConversationID, _ acting: ActingPerson
    ) async throws -> HTTP.Response {
        _ = try await host.change { try $0.deleteChannel(channel, in: team, as: acting.person) }
        return .control()
    }

    private func restoreChannel(
        _ channel: ConversationID, in team: ConversationID, _ acting: ActingPerson
    ) async throws -> HTTP.Response {
        let restored = try await host.change { try $0.restoreChannel(channel, in: team, as: acting.person) }
        return .control(200, restored.value.json)
    }
}

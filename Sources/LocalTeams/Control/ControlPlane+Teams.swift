internal import HTTPKit
internal import JSONKit

/// Teams and their channels.
extension ControlPlane {
    static let teamRoutes: [Row] = [
        ("POST", "/teams", { plane, call in try await plane.addTeam(call) }),
        ("PATCH", "/teams/{t}", { plane, call in try await plane.changeTeam(call) }),
        ("DELETE", "/teams/{t}", { plane, call in try await plane.deleteTeam(call) }),
        ("POST", "/teams/{t}/restore", { plane, call in try await plane.restoreTeam(call) }),
        ("POST", "/teams/{t}/channels", { plane, call in try await plane.addChannel(call) }),
        ("PATCH", "/teams/{t}/channels/{c}", { plane, call in try await plane.renameChannel(call) }),
        ("DELETE", "/teams/{t}/channels/{c}", { plane, call in try await plane.deleteChannel(call) }),
        ("POST", "/teams/{t}/channels/{c}/restore", { plane, call in try await plane.restoreChannel(call) }),
    ]

    private func addTeam(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "name", "members", "channels")
        let (person, name) = (try body.requiredText("as"), try body.requiredText("name"))
        let members = try body.texts("members") ?? []
        let channels = try Self.channels(body)
        let added = try await host.change { world in
            try world.createTeam(as: person, name: name, members: members, channels: channels)
        }
        return .control(201, added.value.json)
    }

    /// Channels are names, or objects with a name and a kind.
    private static func channels(
        _ body: ControlFields
    ) throws(Refusal) -> [(name: String, kind: Workspace.Channel.Kind)] {
        guard let value = body.value("channels") else { return [] }
        guard let elements = value.arrayValue else { throw .badRequest("\"channels\" must be an array.") }
        var channels: [(name: String, kind: Workspace.Channel.Kind)] = []
        for element in elements {
            if case .string(let name) = element {
                channels.append((name, .standard))
            } else if case .object(let object) = element, let name = object["name"]?.stringValue {
                if let unknown = object.names.first(where: { !["name", "kind"].contains($0) }) {
                    throw .badRequest("A channel has an unknown member \"\(unknown.prefix(64))\"; known: name, kind.")
                }
                channels.append((name, try kind(object["kind"]?.stringValue)))
            } else {
                throw .badRequest("An element of \"channels\" must be a name, or an object with a name.")
            }
        }
        return channels
    }

    private static func kind(_ text: String?) throws(Refusal) -> Workspace.Channel.Kind {
        guard let text else { return .standard }
        guard let kind = Workspace.Channel.Kind(rawValue: text) else {
            throw .badRequest("\"kind\" of a channel must be standard, private or shared.")
        }
        return kind
    }

    private func changeTeam(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "name", "archived")
        let person = try body.requiredText("as")
        let (name, archived) = (try body.text("name"), try body.flag("archived"))
        let changed = try await host.change { world in
            try world.changeTeam(call["t"], as: person, name: name, archived: archived)
        }
        return .control(200, changed.value.json)
    }

    private func deleteTeam(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("as", "hard")
        let (person, hard) = (try query.requiredText("as"), try query.flag("hard") ?? false)
        _ = try await host.change { try $0.deleteTeam(call["t"], as: person, hard: hard) }
        return .control()
    }

    private func restoreTeam(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.body("as").requiredText("as")
        let restored = try await host.change { try $0.restoreTeam(call["t"], as: person) }
        return .control(200, restored.value.json)
    }

    private func addChannel(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "name", "kind")
        let (person, name) = (try body.requiredText("as"), try body.requiredText("name"))
        let kind = try Self.kind(try body.text("kind"))
        let added = try await host.change { world in
            try world.createChannel(in: call["t"], as: person, name: name, kind: kind)
        }
        return .control(201, added.value.json)
    }

    private func renameChannel(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "name")
        let (person, name) = (try body.requiredText("as"), try body.requiredText("name"))
        let renamed = try await host.change { world in
            try world.renameChannel(call["c"], in: call["t"], as: person, name: name)
        }
        return .control(200, renamed.value.json)
    }

    private func deleteChannel(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        _ = try await host.change { try $0.deleteChannel(call["c"], in: call["t"], as: person) }
        return .control()
    }

    private func restoreChannel(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.body("as").requiredText("as")
        let restored = try await host.change { try $0.restoreChannel(call["c"], in: call["t"], as: person) }
        return .control(200, restored.value.json)
    }
}

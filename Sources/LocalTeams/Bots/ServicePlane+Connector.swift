internal import HTTPKit
internal import JSONKit

/// The connector's routes. The numbers are those of wire-contract section 3.
extension ServicePlane {
    static func makeRoutes() -> RouteTable<Operation> {
        var table = RouteTable<Operation>()
        func add(
            _ method: String, _ path: String, _ name: String, isUnpagedRoster: Bool = false,
            _ handler: @escaping Handler
        ) {
            table.add(
                method, "/v3" + path, Operation(name: name, handler: handler, isUnpagedRoster: isUnpagedRoster))
        }
        let activities = "/conversations/{c}/activities"
        add("POST", "/conversations", "create") { try await $0.create($1) }  // C1
        add("GET", "/conversations", "members") { try await $0.list($1) }  // C2
        add("POST", activities, "send") { try await $0.send($1) }  // C3, C4, C6
        add("POST", activities + "/{a}", "reply") { try await $0.send($1, replyTo: $1["a"]) }  // C5
        add("PUT", activities + "/{a}", "update") { try await $0.update($1, id: $1["a"]) }  // C7, C9
        add("PUT", activities, "update") { try await $0.update($1, id: nil) }  // C8
        add("DELETE", activities + "/{a}", "delete") { try await $0.delete($1, id: $1["a"]) }  // C10, C11
        add("DELETE", activities, "delete") { try await $0.delete($1, id: nil) }  // C12
        add("GET", activities + "/{a}/members", "members") { try await $0.activityMembers($1) }  // C13
        add("GET", "/conversations/{c}/members", "members", isUnpagedRoster: true) { try await $0.members($1) }  // C14
        add("GET", "/conversations/{c}/members/{id}", "members") { try await $0.member($1) }  // C15
        add("GET", "/conversations/{c}/pagedmembers", "members") { try await $0.pagedMembers($1) }  // C16
        add("DELETE", "/conversations/{c}/members/{id}", "members") { try await $0.removeMember($1) }  // C17
        add("POST", "/conversations/{c}/attachments", "attachment") { try await $0.upload($1) }  // C19
        add("GET", "/attachments/{id}", "attachment") { try await $0.attachment($1) }  // C20
        add("GET", "/attachments/{id}/views/{view}", "attachment") { try await $0.attachmentView($1) }  // C21
        add("PUT", activities + "/{a}/reactions/{type}", "reaction") { try await $0.react($1, add: true) }  // C22
        add("DELETE", activities + "/{a}/reactions/{type}", "reaction") { try await $0.react($1, add: false) }
        add("GET", "/teams/{t}", "team") { try await $0.team($1) }  // T1
        add("GET", "/teams/{t}/conversations", "team") { try await $0.channels($1) }  // T2
        addBatchRoutes(to: &table)
        addMeetingRoutes(to: &table)
        addUserTokenRoutes(to: &table)
        return table
    }

    private func create(_ call: ServiceCall) async throws -> Answer {
        let created = try await host.change {
            try $0.createConversation(call.body, targeted: call.isTargeted, by: call.bot)
        }
        return .json(201, .object(created.value.json), note: created.value.note)
    }

    private func list(_ call: ServiceCall) async throws -> Answer {
        let conversations = try await host.read { try $0.conversations(for: call.bot) }
        return .json(200, ["conversations": JSONValue(conversations)])
    }

    private func send(_ call: ServiceCall, replyTo: String? = nil) async throws -> Answer {
        let sent = try await host.change { world in
            try world.send(
                call.body, to: call["c"], replyTo: replyTo, targeted: call.isTargeted, by: call.bot)
        }
        return .json(sent.value.status, .object(sent.value.json), note: sent.value.note)
    }

    private func update(_ call: ServiceCall, id: String?) async throws -> Answer {
        let sent = try await host.change { world in
            try world.update(id, with: call.body, in: call["c"], targeted: call.isTargeted, by: call.bot)
        }
        return .json(200, .object(sent.value.json), note: sent.value.note)
    }

    private func delete(_ call: ServiceCall, id: String?) async throws -> Answer {
        let note = try await host.change { world in
            try world.delete(id, in: call["c"], targeted: call.isTargeted, by: call.bot)
        }
        return .empty(note: note.value)
    }

    private func activityMembers(_ call: ServiceCall) async throws -> Answer {
        let members = try await host.read { try $0.members(ofActivity: call["a"], in: call["c"], for: call.bot) }
        return .json(200, JSONValue(members))
    }

    private func members(_ call: ServiceCall) async throws -> Answer {
        let members = try await host.read { try $0.members(of: call["c"], for: call.bot) }
        return .json(200, JSONValue(members))
    }

    private func member(_ call: ServiceCall) async throws -> Answer {
        let member = try await host.read { try $0.member(call["id"], of: call["c"], for: call.bot) }
        return .json(200, .object(member))
    }

    private func pagedMembers(_ call: ServiceCall) async throws -> Answer {
        let page = try await host.read { world in
            try world.pagedMembers(
                of: call["c"], for: call.bot, pageSize: call.integer("pageSize"),
                continuationToken: call.text("continuationToken"))
        }
        return .json(200, .object(page))
    }

    private func removeMember(_ call: ServiceCall) async throws -> Answer {
        try await host.read { try $0.removeMember(call["id"], of: call["c"], by: call.bot) }
        return .empty()
    }

    private func react(_ call: ServiceCall, add: Bool) async throws -> Answer {
        _ = try await host.change { world in
            try world.react(call["type"], add: add, to: call["a"], in: call["c"], by: call.bot)
        }
        return .empty()
    }

    private func team(_ call: ServiceCall) async throws -> Answer {
        .json(200, .object(try await host.read { try $0.team(call["t"], for: call.bot) }))
    }

    private func channels(_ call: ServiceCall) async throws -> Answer {
        .json(200, .object(try await host.read { try $0.channels(ofTeam: call["t"], for: call.bot) }))
    }
}

extension ServicePlane.Answer {
    static func json(_ status: Int, _ value: JSONValue, note: String? = nil) -> Self {
        Self(response: .json(status, value), note: note)
    }

    static func empty(note: String? = nil) -> Self { Self(response: .empty(status: 200), note: note) }
}

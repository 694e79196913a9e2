internal import HTTPKit
internal import JSONKit

/// Chats and who is in them, and what people write, change, react to and read.
extension ControlPlane {
    private static let message = "/conversations/{c}/messages/{m}"
    private static let reaction = message + "/reactions/{type}"

    static let conversationRoutes: [Row] = [
        ("POST", "/chats", { try await $0.addChat($1.body()) }),
        ("POST", "/members", { try await $0.addMember($1.body()) }),
        ("DELETE", "/members", { try await $0.removeMember($1.query()) }),
        ("GET", "/conversations", { try await $0.conversations($1.query()) }),
        ("GET", "/conversations/{c}/messages", { try await $0.history(of: $1["c"], $1.query()) }),
        ("POST", "/conversations/{c}/messages", { try await $0.post(to: $1["c"], $1.body()) }),
        ("PUT", message, { try await $0.edit($1["m"], in: $1["c"], $1.body()) }),
        ("DELETE", message, { try await $0.delete($1["m"], in: $1["c"], $1.query()) }),
        ("POST", message + "/undelete", { try await $0.undelete($1["m"], in: $1["c"], $1.body()) }),
        ("PUT", reaction, { try await $0.react($1, add: true, $1.query()) }),
        ("DELETE", reaction, { try await $0.react($1, add: false, $1.query()) }),
        ("POST", "/conversations/{c}/read", { try await $0.read($1["c"], $1.body()) }),
    ]

    private func addChat(_ new: NewChat) async throws -> HTTP.Response {
        let id = try await host.change { world in
            try world.createChat(
                as: new.person, kind: new.kind, members: new.members, bot: new.bot, name: new.name,
                start: new.start?.instant, end: new.end?.instant)
        }
        guard new.kind == .meeting else { return .control(201, ["id": id.value.json]) }
        return .control(201, ["id": id.value.json, "meetingId": MeetingID(chat: id.value).json])
    }

    private func addMember(_ new: Membership) async throws -> HTTP.Response {
        _ = try await host.change { world in
            if let channel = new.channel {
                try world.addMember(new.user, toChannel: channel, as: new.person)
            } else {
                try world.addMember(new.user, as: new.person, team: new.team, chat: new.chat)
            }
        }
        return .control(201)
    }

    private func removeMember(_ old: Membership) async throws -> HTTP.Response {
        _ = try await host.change { world in
            if let channel = old.channel {
                try world.removeMember(old.user, fromChannel: channel, as: old.person)
            } else {
                try world.removeMember(old.user, as: old.person, team: old.team, chat: old.chat)
            }
        }
        return .control()
    }

    private func conversations(_ acting: ActingPerson) async throws -> HTTP.Response {
        .control(200, JSONValue(try await host.read { try $0.conversations(as: acting.person) }))
    }

    private func history(of conversation: ConversationID, _ query: HistoryQuery) async throws -> HTTP.Response {
        let messages = try await host.read { world in
            try world.history(of: conversation, as: query.person, limit: query.limit, before: query.before)
        }
        return .control(200, JSONValue(messages))
    }

    private func post(to conversation: ConversationID, _ new: NewPost) async throws -> HTTP.Response {
        let posted = try await host.change { world in
            try world.post(
                new.text, to: conversation, as: new.person, textFormat: new.textFormat, mentions: new.mentions,
                attachments: new.files, quote: new.quote, onlyTo: new.onlyTo)
        }
        let outcomes = await posted.outcomes(within: Self.patience)
        return .control(
            201, ["id": .string(posted.value), "deliveries": .array(outcomes.map(\.json))])
    }

    private func edit(_ message: String, in conversation: ConversationID, _ edit: PostEdit) async throws
        -> HTTP.Response
    {
        _ = try await host.change { try $0.edit(message, text: edit.text, in: conversation, as: edit.person) }
        return .control()
    }

    private func delete(
        _ message: String, in conversation: ConversationID, _ acting: ActingPerson
    ) async throws -> HTTP.Response {
        _ = try await host.change { try $0.delete(message, in: conversation, as: acting.person) }
        return .control()
    }

    private func undelete(
        _ message: String, in conversation: ConversationID, _ acting: ActingPerson
    ) async throws -> HTTP.Response {
        _ = try await host.change { try $0.undelete(message, in: conversation, as: acting.person) }
        return .control()
    }

    private func react(_ call: ControlCall, add: Bool, _ acting: ActingPerson) async throws -> HTTP.Response {
        _ = try await host.change { world in
            try world.react(call["type"], add: add, to: call["m"], in: call["c"], as: acting.person)
        }
        return .control()
    }

    private func read(_ conversation: ConversationID, _ mark: ReadMark) async throws -> HTTP.Response {
        let read = try await host.change { try $0.read(conversation, upTo: mark.upTo, as: mark.person) }
        return .control(200, ["events": JSONValue(read.value)])
    }
}

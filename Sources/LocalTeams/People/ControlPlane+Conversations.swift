internal import HTTPKit
internal import JSONKit

/// What people write, change, react to and read.
extension ControlPlane {
    private static let message = "/conversations/{c}/messages/{m}"

    static let conversationRoutes: [Row] = [
        ("GET", "/conversations", { plane, call in try await plane.conversations(call) }),
        ("GET", "/conversations/{c}/messages", { plane, call in try await plane.history(call) }),
        ("POST", "/conversations/{c}/messages", { plane, call in try await plane.post(call) }),
        ("PUT", message, { plane, call in try await plane.edit(call) }),
        ("DELETE", message, { plane, call in try await plane.delete(call) }),
        ("POST", message + "/undelete", { plane, call in try await plane.undelete(call) }),
        ("PUT", message + "/reactions/{type}", { plane, call in try await plane.react(call, add: true) }),
        ("DELETE", message + "/reactions/{type}", { plane, call in try await plane.react(call, add: false) }),
        ("POST", "/conversations/{c}/read", { plane, call in try await plane.read(call) }),
    ]

    private func conversations(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        return .control(200, JSONValue(try await host.read { try $0.conversations(as: person) }))
    }

    private func history(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("as", "limit", "before")
        let (person, before) = (try query.requiredText("as"), try query.text("before"))
        let limit = try query.limit()
        let messages = try await host.read { world in
            try world.history(of: call["c"], as: person, limit: limit, before: before)
        }
        return .control(200, JSONValue(messages))
    }

    private func post(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "text", "textFormat", "mentions", "attachments", "quote", "onlyTo")
        let (person, text) = (try body.requiredText("as"), try body.text("text") ?? "")
        let (textFormat, quote) = (try body.text("textFormat"), try body.text("quote"))
        let (mentions, onlyTo) = (try body.texts("mentions") ?? [], try body.text("onlyTo"))
        let files = try Self.files(body)
        let posted = try await host.change { world in
            try world.post(
                text, to: call["c"], as: person, textFormat: textFormat, mentions: mentions, attachments: files,
                quote: quote, onlyTo: onlyTo)
        }
        let outcomes = await Self.outcomes(of: posted)
        return .control(
            201, ["id": .string(posted.value), "deliveries": .array(outcomes.map(\.json))])
    }

    private static func files(_ body: ControlFields) throws(Refusal) -> [SentFile] {
        var files: [SentFile] = []
        for object in try body.objects("attachments") ?? [] {
            if let unknown = object.names.first(where: { !["name", "contentType", "base64"].contains($0) }) {
                throw .badRequest(
                    "An attachment has an unknown member \"\(unknown.prefix(64))\"; known: name, contentType, base64.")
            }
            let fields = ControlFields(source: "attachment", values: object)
            files.append(
                SentFile(
                    name: try fields.requiredText("name"), contentType: try fields.requiredText("contentType"),
                    base64: try fields.requiredText("base64")))
        }
        return files
    }

    /// What became of the deliveries: waits until every bot has answered, or for ``patience``.
    static func outcomes<Value>(of changed: WorldHost.Changed<Value>) async -> [DeliveryOutcome] {
        let skipped = changed.skipped.map { DeliveryOutcome(bot: $0.bot, skipped: $0.reason.rawValue) }
        let delivered = await withTaskGroup(of: (Int, DeliveryOutcome).self) { group in
            for (place, ticket) in changed.deliveries.enumerated() {
                group.addTask { (place, await ticket.outcome(within: patience)) }
            }
            var outcomes: [(Int, DeliveryOutcome)] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return delivered + skipped
    }

    private func edit(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "text")
        let (person, text) = (try body.requiredText("as"), try body.requiredText("text"))
        _ = try await host.change { try $0.edit(call["m"], text: text, in: call["c"], as: person) }
        return .control()
    }

    private func delete(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        _ = try await host.change { try $0.delete(call["m"], in: call["c"], as: person) }
        return .control()
    }

    private func undelete(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.body("as").requiredText("as")
        _ = try await host.change { try $0.undelete(call["m"], in: call["c"], as: person) }
        return .control()
    }

    private func react(_ call: ControlCall, add: Bool) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        _ = try await host.change { world in
            try world.react(call["type"], add: add, to: call["m"], in: call["c"], as: person)
        }
        return .control()
    }

    private func read(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("as", "upTo")
        let (person, upTo) = (try body.requiredText("as"), try body.requiredText("upTo"))
        let read = try await host.change { try $0.read(call["c"], upTo: upTo, as: person) }
        return .control(200, ["events": JSONValue(read.value)])
    }
}

extension ControlFields {
    /// How many entries a list has at most: a whole number from 1 on.
    func limit() throws(Refusal) -> Int? {
        guard let limit = try integer("limit") else { return nil }
        guard limit > 0 else { throw .badRequest("\"limit\" must be at least 1.") }
        return limit
    }
}

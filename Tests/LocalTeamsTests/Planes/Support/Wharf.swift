import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import LocalTeams

/// A Teams without a socket, and a bot that answers what a test says.
struct Wharf: Sendable {
    /// What a bot answers to an activity.
    typealias Answering = @Sendable (JSONValue) async throws -> HTTP.Response

    struct Answer: Sendable {
        let status: Int
        let json: JSONValue
        let text: String
        let fields: HTTP.Fields
    }

    let service: TeamsService
    private let received: Received

    static let address = "http://127.0.0.1:3979"
    static let app = TeamsServiceOptions.developmentClientID

    /// The invokes and messages that reached the bot, oldest first.
    var activities: [JSONValue] {
        received.activities.withLock { $0 }.filter { ["invoke", "message"].contains($0["type"]?.stringValue) }
    }

    /// Runs `body` beside a Teams in which the bot is installed for everyone.
    static func with(
        _ answering: @escaping Answering = { _ in .empty(status: 200) }, _ body: (Wharf) async throws -> Void
    ) async throws {
        let received = Received()
        var options = TeamsServiceOptions()
        options.bot = "http://127.0.0.1:3978/api/messages"
        options.logger = Log(label: "test", sink: MemorySink())
        let transport = HandlerTransport { request in
            guard request.method == "POST", let activity = try? JSONValue(parsing: request.body) else {
                return .empty(status: 200)
            }
            received.activities.withLock { $0.append(activity) }
            return (try? await answering(activity)) ?? .empty(status: 500)
        }
        let service = try await TeamsService(
            options, address: try HTTP.Address(address), transport: transport, controlToken: nil,
            keys: try sharedKeys)
        async let running: Void = service.run()
        var outcome: Result<Void, any Error> = .success(())
        do { try await body(Wharf(service: service, received: received)) } catch { outcome = .failure(error) }
        service.beginShutdown()
        try await running
        try outcome.get()
    }

    private init(service: TeamsService, received: Received) {
        self.service = service
        self.received = received
    }

    func call(
        _ method: String, _ target: String, bytes: [UInt8] = [], fields: HTTP.Fields = [:]
    ) async throws -> Answer {
        var fields = fields
        fields["Host"] = "127.0.0.1:3979"
        let reply = await service.respond(
            to: HTTP.Request(method: method, target: target, fields: fields, body: bytes))
        let response = try #require(reply.response)
        return Answer(
            status: response.status, json: (try? JSONValue(parsing: response.body)) ?? .null,
            text: String(decoding: response.body, as: UTF8.self), fields: response.fields)
    }

    /// What a person does.
    func gesture(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await call(method, "/_local/\(path)", bytes: body?.serialized() ?? [])
    }

    /// What the bot calls, with its token.
    func asBot(_ method: String, _ target: String, _ body: JSONValue? = nil) async throws -> Answer {
        let form =
            "grant_type=client_credentials&client_id=\(Self.app)&client_secret="
            + "\(TeamsServiceOptions.developmentClientSecret)&scope=https%3A%2F%2Fapi.botframework.com%2F.default"
        let token = try await call(
            "POST", "/botframework.com/oauth2/v2.0/token", bytes: Array(form.utf8),
            fields: ["Content-Type": "application/x-www-form-urlencoded"])
        return try await call(
            method, target, bytes: body?.serialized() ?? [],
            fields: ["Authorization": "Bearer \(token.json["access_token"]?.stringValue ?? "")"])
    }

    /// The chat of a person with the bot.
    func chat(of person: String = "ines") async throws -> String {
        let made = try await gesture(
            "POST", "chats", ["as": .string(person), "kind": "personal", "bot": .string(Self.app)])
        return try #require(made.json["id"]?.stringValue)
    }

    /// The bot shows an attachment. The message's id.
    func show(_ content: JSONValue, type: String, name: String? = nil, in chat: String) async throws -> String {
        var attachment: JSONObject = ["contentType": .string(type), "content": content]
        attachment["name"] = name.map(JSONValue.string)
        let sent = try await asBot(
            "POST", "/v3/conversations/\(escaped(chat))/activities",
            ["type": "message", "attachments": [.object(attachment)]])
        return try #require(sent.json["id"]?.stringValue, "\(sent.text)")
    }

    /// A person's account id, as the bot has it.
    func account(of person: String, in chat: String) async throws -> String {
        let members = try await asBot("GET", "/v3/conversations/\(escaped(chat))/members")
        return try #require(members.json[0]?["id"]?.stringValue)
    }
}

private final class Received: Sendable {
    let activities = Mutex<[JSONValue]>([])
}

extension HTTP.Response {
    /// A bot's answer to an invoke.
    static func answer(_ json: JSONValue, status: Int = 200) -> HTTP.Response { .json(status, json) }
}

import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import LocalTeams

/// The service as it is without a server, a port and a client.
@Suite struct TeamsServiceTests {
    private static let group = escaped(RunningTeams.group)

    @Test func aConversationNeedsNoSocket() async throws {
        let (activities, continuation) = AsyncStream.makeStream(of: JSONValue.self)
        let bot = BotTransport { activity in
            continuation.yield(activity)
            return HTTP.Response(status: 200)
        }
        try await withService(bot: bot) { service in
            let posted = try await service.call(
                "POST", "/_local/conversations/\(Self.group)/messages",
                ["as": "ines", "text": "when is high water?", "mentions": [.string(RunningTeams.app)]])
            #expect(posted.status == 201)
            let heard = try #require(await activities.first { $0["type"] == "message" })
            #expect(heard["serviceUrl"]?.stringValue == service.service.serviceAddress)
            let chat = heard["conversation"]?["id"]?.stringValue ?? ""
            let sent = try await service.asBot(
                "POST", "/v3/conversations/\(escaped(chat))/activities",
                ["type": "message", "text": "08:12", "replyToId": heard["id"] ?? .null])
            #expect(sent.status == 201)
            let history = try await service.call("GET", "/_local/conversations/\(Self.group)/messages?as=bo").json
            #expect(history.arrayValue?.last?["text"] == "08:12")
        }
    }

    /// The clock stands still, whatever the machine's does: nothing happens but what a call makes happen.
    @Test func theClockIsMovedByHand() async throws {
        try await withService(bot: BotTransport { _ in HTTP.Response(status: 200) }) { service in
            let start = try await service.call("GET", "/_local/clock").json["now"]
            let members = try await service.asBot("GET", "/v3/conversations/\(Self.group)/members").json
            let sent = try await service.asBot(
                "POST", "/v3/conversations/\(Self.group)/activities?isTargetedActivity=true",
                ["type": "message", "text": "only you", "recipient": ["id": members[0]?["id"] ?? .null]])
            #expect(sent.status == 201)
            let page = "/_local/conversations/\(Self.group)/messages?as=ines"
            #expect(try await service.call("GET", page).json.arrayValue?.count == 1)
            #expect(try await service.call("GET", "/_local/clock").json["now"] == start)
            #expect(try await service.call("POST", "/_local/clock", ["advance": 86_400]).status == 200)
            #expect(try await service.call("GET", page).json.arrayValue?.isEmpty == true)
        }
    }

    /// What goes to nobody's address but this machine's, and who may ask at all, is decided here and not by a server.
    @Test func theRulesDoNotNeedAServer() async throws {
        try await withService(bot: BotTransport { _ in HTTP.Response(status: 200) }) { service in
            let foreign = await service.service.respond(
                to: HTTP.Request(target: "/_local/workspace", fields: ["Host": "evil.example"]))
            #expect(foreign.response?.status == 403)
            let elsewhere = try await service.call(
                "PATCH", "/_local/bots/\(RunningTeams.app)", ["endpoint": "https://example.com/api/messages"])
            #expect(elsewhere.status == 400)
            let long = HTTP.Request(
                method: "POST", target: "/_local/users", fields: ["Host": "localhost", "Content-Length": "1048577"])
            guard case .answer(let refused) = service.service.admit(long) else {
                Issue.record("a body that is too long is taken in")
                return
            }
            #expect(refused.status == 413)
        }
    }

    @Test func aStartThatFailsNamesTheOption() async throws {
        var options = TeamsServiceOptions()
        options.bot = "https://example.com/api/messages"
        let address = try HTTP.Address("http://localhost")
        await #expect(throws: LocalTeamsError.self) {
            try await TeamsService(options, address: address, transport: BotTransport { _ in .empty() })
        }
    }
}

/// Carries deliveries to a bot of the same process.
private struct BotTransport: HTTPTransport {
    let answer: @Sendable (JSONValue) async -> HTTP.Response

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        await answer((try? JSONValue(parsing: request.body)) ?? .null)
    }
}

/// A service that runs, and the calls of a test to it.
private struct RunningService: Sendable {
    let service: TeamsService

    func call(
        _ method: String, _ target: String, _ body: JSONValue? = nil, fields more: HTTP.Fields = [:]
    ) async throws -> RunningTeams.Answer {
        try await call(method, target, bytes: body?.serialized() ?? [], fields: more)
    }

    func call(
        _ method: String, _ target: String, bytes: [UInt8], fields more: HTTP.Fields
    ) async throws -> RunningTeams.Answer {
        var fields: HTTP.Fields = ["Host": "localhost"]
        for (name, value) in more { fields[name] = value }
        let reply = await service.respond(
            to: HTTP.Request(method: method, target: target, fields: fields, body: bytes))
        let response = try #require(reply.response)
        return RunningTeams.Answer(status: response.status, fields: response.fields, body: response.body)
    }

    func asBot(_ method: String, _ target: String, _ body: JSONValue? = nil) async throws -> RunningTeams.Answer {
        let form = [
            ("grant_type", "client_credentials"), ("client_id", RunningTeams.app),
            ("client_secret", TeamsServiceOptions.developmentClientSecret),
            ("scope", "https://api.botframework.com/.default"),
        ]
        let answer = try await call(
            "POST", "/botframework.com/oauth2/v2.0/token",
            bytes: Array(form.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&").utf8),
            fields: ["Content-Type": "application/x-www-form-urlencoded"])
        let token = answer.json["access_token"]?.stringValue ?? ""
        return try await call(method, target, body, fields: ["Authorization": "Bearer \(token)"])
    }
}

private func withService(
    bot: BotTransport, _ test: @escaping @Sendable (RunningService) async throws -> Void
) async throws {
    var options = TeamsServiceOptions()
    options.bot = "http://localhost/api/messages"
    options.clock = .virtual
    options.logger = Log(label: "test", sink: MemorySink())
    let service = try await TeamsService(
        options, address: try HTTP.Address("http://localhost"), transport: bot, controlToken: nil, keys: sharedKeys)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        defer { service.beginShutdown() }
        try await test(RunningService(service: service))
        service.beginShutdown()
        try await group.waitForAll()
    }
}

import HTTPKit
import JSONKit
import LocalTeams
import LockKit
import ServiceKit
import Teams
import Testing

/// A bot and the Teams that it talks to, joined in this process: no port, no socket, no HTTP client.
struct InProcessTests {
    @Test func aBotAndTeamsHaveAConversation() async throws {
        let ends = Ends()
        let (turns, endOfTurn) = AsyncStream.makeStream(of: Void.self)

        var configuration = AppConfiguration()
        try configuration.useLocalTeams(at: "http://localhost:3979")
        let app = App(configuration, logger: Log(label: "bot", level: .error), transport: ends.toTeams)
        app.onMessage { context in
            let sent = try await context.send("You said: \(context.text)")
            try await sent.update("You said \"\(context.text)\".")
            endOfTurn.yield()
        }
        try app.prepare()

        var options = TeamsServiceOptions()
        options.bot = "http://localhost:3978/api/messages"
        options.logger = Log(label: "local-teams", level: .error)
        let service = try await TeamsService(
            options, address: try HTTP.Address("http://localhost:3979"), transport: ends.toBot)
        ends.join(app, service)

        async let running: Void = service.run()
        let opened = try await service.call(
            "POST", "chats", ["as": "ines", "kind": "personal", "bot": .string(service.clientID)])
        let chat = (opened["id"]?.stringValue ?? "").replacing(":", with: "%3A")
        try await service.call(
            "POST", "conversations/\(chat)/messages", ["as": "ines", "text": "the tide is high"])
        for await _ in turns { break }
        let history = try await service.call("GET", "conversations/\(chat)/messages?as=ines").arrayValue ?? []
        #expect(
            history.compactMap { $0["text"]?.stringValue } == [
                "the tide is high", "You said \"the tide is high\".",
            ])
        #expect(history.last?["edited"] == true)

        await app.drain()
        service.beginShutdown()
        try await running
    }
}

/// What the two transports lead to: each end is made with its way to the other, which is not there yet.
private final class Ends: Sendable {
    private let service = Mutex<TeamsService?>(nil)
    private let app = Mutex<App?>(nil)

    func join(_ app: App, _ service: TeamsService) {
        self.app.withLock { $0 = app }
        self.service.withLock { $0 = service }
    }

    var toTeams: HandlerTransport {
        HandlerTransport { request in
            guard let service = self.service.withLock({ $0 }) else { return .empty(status: 503) }
            return await service.respond(to: request).response ?? .empty(status: 426)
        }
    }

    var toBot: HandlerTransport {
        HandlerTransport { request in
            guard let app = self.app.withLock({ $0 }) else { return .empty(status: 503) }
            return await app.handle(request)
        }
    }
}

extension TeamsService {
    /// What a person does, through the control plane.
    @discardableResult
    fileprivate func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let reply = await respond(
            to: HTTP.Request(
                method: method, target: "/_local/\(path)", fields: ["Host": "localhost"],
                body: body?.serialized() ?? []))
        let response = try #require(reply.response)
        let json = try JSONValue(parsing: response.body)
        #expect((200..<300).contains(response.status), "\(method) \(path): \(json)")
        return json
    }
}

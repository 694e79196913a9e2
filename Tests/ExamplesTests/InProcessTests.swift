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
        let toTeams = JoinedTransport()
        let toBot = JoinedTransport()

        var configuration = AppConfiguration()
        try configuration.useLocalTeams(at: "http://localhost:3979")
        let app = App(configuration, logger: Log(label: "bot", level: .error), transport: toTeams)
        app.onMessage { context in
            let sent = try await context.send("You said: \(context.text)")
            try await sent.update("You said \"\(context.text)\".")
        }
        try app.prepare()
        toBot.join { await app.handle($0) }

        var options = TeamsServiceOptions()
        options.bot = "http://localhost:3978/api/messages"
        options.logger = Log(label: "local-teams", level: .error)
        let service = try await TeamsService(
            options, address: try HTTP.Address("http://localhost:3979"), transport: toBot)
        toTeams.join { await service.respond(to: $0) }

        async let running: Void = service.run()
        let opened = try await service.call(
            "POST", "chats", ["as": "ines", "kind": "personal", "bot": .string(service.clientID)])
        let chat = (opened["id"]?.stringValue ?? "").replacing(":", with: "%3A")
        let posted = try await service.call(
            "POST", "conversations/\(chat)/messages", ["as": "ines", "text": "the tide is high"])
        #expect(posted["deliveries"]?[0]?["status"] == 200)
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

/// Hands requests to a program of the same process, as if that stood at every address of this machine.
private final class JoinedTransport: HTTPTransport {
    typealias Handler = @Sendable (HTTP.Request) async -> HTTP.Response

    private let handler = Mutex<Handler?>(nil)

    func join(_ handler: @escaping Handler) { self.handler.withLock { $0 = handler } }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        guard let handler = handler.withLock({ $0 }) else { throw HTTPTransportError(.connect, "nobody listens") }
        guard let address = try? HTTP.Address(request.url), address.isLoopback else {
            throw HTTPTransportError(.badURL, "\(request.url) is no address of this machine")
        }
        var fields = request.fields
        fields["Host"] = address.authority
        let target = (address.path.isEmpty ? "/" : address.path) + (address.query.map { "?\($0)" } ?? "")
        return await handler(
            HTTP.Request(method: request.method, target: target, fields: fields, body: request.body))
    }
}

extension TeamsService {
    /// What a person does, through the control plane.
    fileprivate func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let response = await respond(
            to: HTTP.Request(
                method: method, target: "/_local/\(path)", fields: ["Host": "localhost"],
                body: body?.serialized() ?? []))
        let json = try JSONValue(parsing: response.body)
        #expect((200..<300).contains(response.status), "\(method) \(path): \(json)")
        return json
    }
}

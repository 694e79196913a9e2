import Foundation
import HTTPKit
import JSONKit
import LocalTeams
import ServiceKit
import Teams
import Testing

/// A bot that is installed for everyone, and the Teams around it, in one process.
struct Quay: Sendable {
    let app: App
    let service: TeamsService
    let workspace: JSONValue

    var bot: JSONValue { .string(service.clientID) }

    /// The chat of Ines with the bot, opened when it is not there yet, as a path has it.
    func chat() async throws -> String {
        let opened = try await gesture("POST", "chats", ["as": "ines", "kind": "personal", "bot": bot])
        return try #require(opened["id"]?.stringValue).inPath
    }

    /// - Parameters:
    ///   - credentials: the bot's; those of development unless given.
    ///   - configure: changes how the bot is set up.
    ///   - register: gives the bot its handlers.
    static func with(
        _ credentials: Credentials? = nil, configure: (inout AppConfiguration) -> Void = { _ in },
        register: (App) -> Void = { _ in }, _ body: (Quay) async throws -> Void
    ) async throws {
        let ends = Ends()
        var configuration = AppConfiguration(credentials: credentials)
        try configuration.useLocalTeams(at: "http://localhost:3979")
        configure(&configuration)
        let app = App(configuration, logger: Log(label: "bot", level: .error), transport: ends.toTeams)
        register(app)
        try app.prepare()
        var options = TeamsServiceOptions()
        options.bot = "http://localhost:3978/api/messages"
        options.logger = Log(label: "local-teams", level: .error)
        let service = try await TeamsService(
            options, address: try HTTP.Address("http://localhost:3979"), transport: ends.toBot)
        ends.join(app, service)

        async let running: Void = service.run()
        var outcome: Result<Void, any Error> = .success(())
        do {
            let workspace = try await service.call("GET", "workspace")
            try await body(Quay(app: app, service: service, workspace: workspace))
        } catch {
            outcome = .failure(error)
        }
        await app.drain()
        service.beginShutdown()
        try await running
        try outcome.get()
    }

    /// What a person does, through the control plane.
    @discardableResult
    func gesture(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await service.call(method, path, body)
    }

    func history(of conversation: String, as person: String = "ines") async throws -> [JSONValue] {
        try await gesture("GET", "conversations/\(conversation.inPath)/messages?as=\(person)").arrayValue ?? []
    }

    func texts(in conversation: String, as person: String = "ines") async throws -> [String] {
        try await history(of: conversation, as: person).compactMap { $0["text"]?.stringValue }
    }
}

extension String {
    /// As one segment of a path.
    var inPath: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? self }
}

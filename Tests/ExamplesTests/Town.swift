import Foundation
import HTTPKit
import JSONKit
import LocalTeams
import ServiceKit
import Teams

/// A Local Teams on this machine, and people who write in it.
struct Town {
    let address: String
    let bot: String
    private let client = HTTPClient()

    /// The group chat of the built-in company: Ines, Bo, Chidi and Mei.
    let groupChat: String

    /// Runs `work` beside a Local Teams and, in the same process, `app`, which is installed nowhere yet.
    static func with(
        _ register: (App) -> Void, _ work: @Sendable (Town) async throws -> Void
    ) async throws {
        try await withLocalTeams { local in
            var configuration = AppConfiguration()
            try configuration.useLocalTeams(at: local.address)
            configuration.port = 0
            let app = App(configuration, logger: Log(label: "bot", level: .error))
            register(app)
            let server = try app.server()
            try await serving(server) {
                let town = try await Town(local, endpoint: "http://\(server.address)/api/messages")
                try await work(town)
            }
        }
    }

    /// Runs `work` beside a Local Teams.
    static func withLocalTeams(_ work: (LocalTeams) async throws -> Void) async throws {
        var options = LocalTeamsOptions()
        options.port = 0
        options.service.logger = Log(label: "local-teams", level: .error)
        let local = try await LocalTeams(options)
        try await serving(local) { try await work(local) }
    }

    static func serving(_ service: any Service, _ work: () async throws -> Void) async throws {
        async let running: Void = service.run()
        do { try await work() } catch {
            service.beginShutdown()
            try? await running
            throw error
        }
        service.beginShutdown()
        try await running
    }

    init(_ local: LocalTeams, endpoint: String) async throws {
        address = local.address
        bot = local.clientID
        let workspace = try await Self.call(client, "GET", "\(address)/_local/workspace")
        groupChat = workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue ?? ""
        _ = try await call("PATCH", "bots/\(bot)", ["endpoint": .string(endpoint)])
    }

    @discardableResult
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await Self.call(client, method, "\(address)/_local/\(path)", body)
    }

    private static func call(
        _ client: HTTPClient, _ method: String, _ url: String, _ body: JSONValue? = nil
    ) async throws -> JSONValue {
        let response = try await client.send(
            HTTP.ClientRequest(
                method: method, url: url, fields: ["Content-Type": "application/json"], body: body?.serialized() ?? []))
        guard (200..<300).contains(response.status) else {
            throw Refused(
                what: "\(method) \(url): \(response.status) \(String(decoding: response.body, as: UTF8.self))")
        }
        return response.body.isEmpty ? .null : try JSONValue(parsing: response.body)
    }

    struct Refused: Error, CustomStringConvertible {
        let what: String
        var description: String { what }
    }

    /// Installs the bot in the group chat.
    func installInGroupChat() async throws {
        try await call("POST", "installations", ["as": "ines", "bot": .string(bot), "chat": .string(groupChat)])
    }

    /// Installs the bot for `person`, and returns their chat with it.
    func installPersonally(for person: String) async throws -> String {
        try await call("POST", "installations", ["as": .string(person), "bot": .string(bot), "user": .string(person)])
        return try await personalChat(of: person)
    }

    func personalChat(of person: String) async throws -> String {
        let body: JSONValue = ["as": .string(person), "kind": "personal", "bot": .string(bot)]
        return try await call("POST", "chats", body)["id"]?.stringValue ?? ""
    }

    /// Writes to the bot, and returns once it has answered.
    func say(_ text: String, as person: String, in chat: String) async throws {
        try await call(
            "POST", messages(chat), ["as": .string(person), "text": .string(text), "mentions": [.string(bot)]])
    }

    /// What `person` sees of the bot in `chat`, the oldest first; a deleted message is left out.
    func botsMessages(seenBy person: String, in chat: String) async throws -> [JSONValue] {
        let history = try await call("GET", "\(messages(chat))?as=\(person)&limit=100").arrayValue ?? []
        return history.filter { $0["from"]?["kind"] == "bot" && $0["deleted"]?.boolValue != true }
    }

    func texts(seenBy person: String, in chat: String) async throws -> [String] {
        try await botsMessages(seenBy: person, in: chat).compactMap { $0["text"]?.stringValue }
    }

    /// Asks until `person` sees a message of the bot that begins with `prefix`; events are delivered on their own.
    func waitForText(_ prefix: String, seenBy person: String, in chat: String) async throws -> String {
        let found = try await waitForMessage(seenBy: person, in: chat) {
            $0["text"]?.stringValue?.hasPrefix(prefix) == true
        }
        return found["text"]?.stringValue ?? ""
    }

    /// Asks until `person` sees a message of the bot that is `wanted`.
    func waitForMessage(
        seenBy person: String, in chat: String, where wanted: (JSONValue) -> Bool
    ) async throws -> JSONValue {
        while true {
            if let found = try await botsMessages(seenBy: person, in: chat).first(where: wanted) { return found }
            await Task.yield()  // what is waited for comes from elsewhere: there is nothing to wait on
        }
    }

    private func messages(_ chat: String) -> String {
        let encoded = chat.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? chat
        return "conversations/\(encoded)/messages"
    }
}

import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import Testing
import TokenKit

@testable import LocalTeams

/// A Local Teams that runs on a free port, and the calls of a test to it.
struct RunningTeams: Sendable {
    let teams: LocalTeams
    let client: HTTPClient

    static let group = "19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2"
    static let team = "19:port@thread.tacv2"
    static let channel = "19:berth@thread.tacv2"
    static let app = TeamsServiceOptions.developmentClientID

    var port: Int { Int(teams.address.split(separator: ":").last ?? "") ?? 0 }

    /// Listens to the live stream of a person.
    func listen(_ person: String) async throws -> StreamClient {
        try await StreamClient.open(port: port, path: "/_local/stream?as=\(person)")
    }

    /// An answer, with its body as JSON when it is JSON.
    struct Answer: Sendable {
        let status: Int
        let fields: HTTP.Fields
        let body: [UInt8]

        var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
        /// The code of either envelope.
        var code: String? { json["error"]?["code"]?.stringValue ?? json["errorCode"]?.intValue.map(String.init) }
        var message: String { json["error"]?["message"]?.stringValue ?? "" }
    }

    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, fields: HTTP.Fields = [:]
    ) async throws -> Answer {
        try await call(method, path, bytes: body.map { $0.serialized() } ?? [], fields: fields)
    }

    func call(
        _ method: String, _ path: String, bytes: [UInt8], fields: HTTP.Fields = [:]
    ) async throws -> Answer {
        let request = HTTP.ClientRequest(method: method, url: teams.address + path, fields: fields, body: bytes)
        let response = try await client.send(request)
        return Answer(status: response.status, fields: response.fields, body: response.body)
    }

    /// A call of the development app, with its token.
    func asBot(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await call(method, path, body, fields: ["Authorization": "Bearer \(try await token())"])
    }

    /// A token of the development app, or of another.
    func token(id: String = app, secret: String = TeamsServiceOptions.developmentClientSecret) async throws -> String {
        let answer = try await requestToken([
            ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret),
            ("scope", "https://api.botframework.com/.default"),
        ])
        return answer.json["access_token"]?.stringValue ?? ""
    }

    func requestToken(_ items: [(String, String)], tenant: String = "botframework.com") async throws -> Answer {
        let form = items.map { "\($0.0)=\($0.1.replacing(":", with: "%3A").replacing("/", with: "%2F"))" }
        return try await call(
            "POST", "/\(tenant)/oauth2/v2.0/token", bytes: Array(form.joined(separator: "&").utf8),
            fields: ["Content-Type": "application/x-www-form-urlencoded"])
    }

    /// Writes as a person, and gives the answer.
    func post(_ text: String, as person: String, to conversation: String = group, _ more: JSONObject = [:])
        async throws -> Answer
    {
        var body: JSONObject = ["as": .string(person), "text": .string(text)]
        for (name, value) in more { body[name] = value }
        return try await call("POST", "/_local/conversations/\(escaped(conversation))/messages", .object(body))
    }

    /// What a person sees, oldest first.
    func history(_ person: String, of conversation: String = group) async throws -> [JSONValue] {
        let path = "/_local/conversations/\(escaped(conversation))/messages?as=\(person)"
        return try await call("GET", path).json.arrayValue ?? []
    }

    func log() async throws -> [JSONValue] {
        try await call("GET", "/_local/log").json.arrayValue ?? []
    }

    /// The id of the personal chat of a person with the development app, as that app installs it.
    func personalChat(of person: String) async throws -> String {
        let body: JSONValue = ["as": .string(person), "kind": "personal", "bot": .string(Self.app)]
        return try await call("POST", "/_local/chats", body).json["id"]?.stringValue ?? ""
    }
}

/// One segment of a path, percent-encoded.
func escaped(_ segment: String) -> String {
    segment.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? segment
}

extension RunningTeams {
    /// What is about something else than limits may send as much as it likes.
    func liftLimits() async throws { #expect(try await call("PATCH", "/_local/limits", "off").status == 200) }
}

/// One key for all runs without a data file: making one takes longer than most tests.
private let sharedKey = Result { () throws(TokenError) in try SigningKey.generate(keyID: "test") }
var sharedKeys: KeyRing {
    get throws { try KeyRing(keys: [sharedKey.get()]) }
}

/// Runs `test` against a Local Teams on a free port, and shuts it down.
/// - Parameter configure: changes the options, which begin as those of `teams local --bot <address>`.
func withTeams(
    bot: String? = nil, _ configure: (inout LocalTeamsOptions) -> Void = { _ in },
    _ test: @escaping @Sendable (RunningTeams) async throws -> Void
) async throws {
    var options = LocalTeamsOptions()
    options.port = 0
    options.service.bot = bot
    options.service.logger = Log(label: "test", sink: MemorySink())
    configure(&options)
    let teams = try await LocalTeams(options, keys: options.service.data == nil ? try sharedKeys : nil)
    let client = HTTPClient()
    defer { client.close() }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await teams.run() }
        let result: Result<Void, any Error>
        do {
            try await test(RunningTeams(teams: teams, client: client))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        teams.beginShutdown()
        try await group.waitForAll()
        try result.get()
    }
}

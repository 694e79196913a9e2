import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import TokenKit

@testable import TeamsApp

/// An app with a service that is none, on a clock that stands still.
struct Bot {
    static let appID = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10"
    static let serviceURL = "https://smba.trafficmanager.net/emea/t/"

    let teams = FakeTeams()
    let clock = ManualClock()
    let log = MemorySink()
    let app: App
    let wallClock: WallClock

    init(_ change: (inout AppConfiguration) -> Void = { _ in }, conversations: (any ConversationStore)? = nil) {
        var configuration = AppConfiguration()
        configuration.credentials = .clientSecret("S", clientID: AppID(rawValue: Self.appID))
        configuration.port = 0
        configuration.host = "127.0.0.1"
        change(&configuration)
        wallClock = clock.wallClock()
        app = App(
            configuration, conversations: conversations,
            logger: Log(label: "test", level: .debug, sink: log, clock: wallClock), transport: teams,
            clock: clock, wallClock: wallClock)
    }

    /// A token of the service; `change` spoils it.
    func token(
        signedBy key: SigningKey = FakeTeams.key, header: JSONObject = [:],
        _ change: (inout JSONObject) -> Void = { _ in }
    ) throws -> String {
        let now = Int(wallClock.now.timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": "https://api.botframework.com", "aud": .string(Self.appID), "serviceurl": .string(Self.serviceURL),
            "nbf": .number(JSONNumber(now)), "exp": .number(JSONNumber(now + 3600)),
        ]
        change(&claims)
        return try key.sign(claims, header: header)
    }

    /// Posts `body` with a good token.
    func post(_ body: JSONValue) async throws -> HTTP.Response {
        try await post(body, authorization: "Bearer \(token())")
    }

    func post(_ body: JSONValue, authorization: String?) async -> HTTP.Response {
        await app.handle(request(body.serialized(), authorization: authorization))
    }

    func request(_ body: [UInt8], authorization: String?) -> HTTP.Request {
        var request = HTTP.Request(method: "POST", target: "/api/messages", body: body)
        request.fields["Authorization"] = authorization
        return request
    }
}

extension HTTP.Response {
    var json: JSONValue? { try? JSONValue(parsing: body) }
}

/// Activities as Teams posts them.
enum Inbound {
    static let bot: JSONValue = ["id": .string("28:\(Bot.appID)"), "name": "Harbor"]
    static let ines: JSONValue = ["id": "29:ines", "name": "Ines Okafor", "aadObjectId": "6a1d4c1e"]
    static let groupChat = "19:g@thread.v2"

    static func message(
        _ text: String, id: String = "1795161600123", in conversation: JSONValue = group, _ more: JSONObject = [:]
    ) -> JSONValue {
        var body: JSONObject = [
            "type": "message", "id": .string(id), "text": .string(text), "channelId": "msteams",
            "serviceUrl": .string(Bot.serviceURL), "from": ines, "recipient": bot, "conversation": conversation,
            "channelData": ["tenant": ["id": "T"]],
        ]
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    static func event(_ type: String, _ more: JSONObject) -> JSONValue {
        var body = message("").objectValue ?? [:]
        body["text"] = nil
        body["type"] = .string(type)
        body["id"] = "f:0001"
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    static let group: JSONValue = [
        "id": .string(groupChat), "conversationType": "groupChat", "isGroup": true, "tenantId": "T",
    ]
    static let personal: JSONValue = ["id": "a:1ines", "conversationType": "personal", "tenantId": "T"]

    static func channel(_ id: String) -> JSONValue {
        ["id": .string(id), "conversationType": "channel", "isGroup": true, "tenantId": "T"]
    }

    /// The bot, as the recipient of a message that it alone sees.
    static let targetedBot: JSONValue = ["id": .string("28:\(Bot.appID)"), "name": "Harbor", "isTargeted": true]
}

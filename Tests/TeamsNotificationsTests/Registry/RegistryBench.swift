import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsConnector
import TeamsModels

@testable import TeamsNotifications

/// An app without a socket and without tokens, its registry, and what it sent.
struct RegistryBench {
    static let serviceURL = "https://smba.trafficmanager.net/emea/"
    static let bot: JSONValue = ["id": "28:harbor", "name": "Harbor"]

    let service = RegistryService()
    let log = MemorySink()
    let app: App
    let store: any NotificationStore
    let notifications: Notifications

    /// - Parameter store: one that was used before; a new one in memory unless given.
    init(
        _ store: (any NotificationStore)? = nil, options: NotificationOptions = NotificationOptions()
    ) async throws {
        var configuration = AppConfiguration()
        configuration.dangerouslyAllowsUnauthenticatedRequests = true
        configuration.sending.isPaced = false
        // Its time stands still, so that a turn is always over when its request is answered: on a busy machine, where
        // each step of it waits behind other tests, fourteen seconds pass, and the answer comes before the turn's end.
        app = App(
            configuration, logger: Log(label: "test", level: .debug, sink: log), transport: service,
            clock: ManualClock())
        self.store = try store ?? SQLNotificationStore(path: SQLNotificationStore.inMemory)
        notifications = try await Notifications(app: app, store: self.store, options: options)
    }

    @discardableResult
    func post(_ json: JSONObject) async -> Int {
        var body: JSONObject = [
            "channelId": "msteams", "serviceUrl": .string(Self.serviceURL), "recipient": Self.bot,
            "id": .string(UUID().uuidString), "channelData": ["tenant": ["id": "T"]],
        ]
        for (name, value) in json { body[name] = value }
        return await app.handle(
            HTTP.Request(method: "POST", target: "/api/messages", body: JSONValue.object(body).serialized())
        ).status
    }

    /// A person's message in their own chat.
    func hear(_ id: String, _ name: String, directory: String? = nil, at time: String? = nil) async {
        await post([
            "type": "message", "text": "hi",
            "from": ["id": .string("29:\(id)"), "name": .string(name), "aadObjectId": .string(directory ?? "d-\(id)")],
            "conversation": ["id": .string("a:\(id)"), "conversationType": "personal", "tenantId": "T"],
        ])
    }

    static func channel(_ id: String) -> JSONValue {
        ["id": .string(id), "conversationType": "channel", "isGroup": true, "tenantId": "T"]
    }

    func install(_ action: String, in conversation: JSONValue, data: JSONObject = [:], from: JSONValue = .null) async {
        var channelData: JSONObject = ["tenant": ["id": "T"]]
        for (name, value) in data { channelData[name] = value }
        var body: JSONObject = [
            "type": "installationUpdate", "action": .string(action), "conversation": conversation,
            "channelData": .object(channelData),
        ]
        if from != .null { body["from"] = from }
        await post(body)
    }
}

/// A connector that takes everything, and tells what it was asked.
final class RegistryService: HTTPTransport {
    struct State {
        var requests: [HTTP.ClientRequest] = []
        var members: [JSONValue] = []
        var channels: [JSONValue] = []
        var refusal: HTTP.Response?
    }
    let state = Mutex(State())

    /// Method and path below `/v3/`.
    var calls: [String] {
        state.withLock { $0.requests }.map { "\($0.method) \($0.url.split(separator: "/v3/").last ?? "")" }
    }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        state.withLock { state in
            state.requests.append(request)
            if let refusal = state.refusal { return refusal }
            let path = String(request.url.split(separator: "?")[0])
            if path.hasSuffix("/pagedMembers") { return Self.json(["members": .array(state.members)]) }
            if path.contains("/v3/teams/") { return Self.json(["conversations": .array(state.channels)]) }
            if request.method == "GET" {
                let id = String(path.split(separator: "/").last ?? "").replacing("%3A", with: ":")
                let member = state.members.first { $0["id"]?.stringValue == id }
                return member.map { Self.json($0) } ?? HTTP.Response(status: 404)
            }
            if path.hasSuffix("/v3/conversations") {
                let member = (try? JSONValue(parsing: request.body))?["members"]?[0]?["id"]?.stringValue ?? ""
                return Self.json(["id": .string("a:chat-\(member)")], status: 201)
            }
            return Self.json(["id": .string("\(state.requests.count)")], status: 201)
        }
    }

    static func json(_ value: JSONValue, status: Int = 200) -> HTTP.Response {
        HTTP.Response(status: status, fields: ["Content-Type": "application/json"], body: value.serialized())
    }
}

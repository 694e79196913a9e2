import Foundation
import HTTPKit
import JSONKit
import LocalTeams
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

/// A bot's connector and the Teams that it talks to: one process, and one clock for both, which stands still until
/// everybody waits.
struct Harbor: Sendable {
    static let groupID: ConversationID = "19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2"
    static let teamID: ConversationID = "19:port@thread.tacv2"
    static let channelID: ConversationID = "19:berth@thread.tacv2"
    static let origin = "http://localhost:3979"

    let clock: ManualClock
    let service: TeamsService
    let wire: Wire
    let connector: Connector
    private let makeConnector: @Sendable () -> Connector
    /// The bot's chat with Ines.
    let personal: ConversationReference
    /// The ids of the installations, by `user`, `chat` and `team`.
    let installations: [String: String]

    var group: ConversationReference { reference(Self.groupID, .groupChat) }
    var channel: ConversationReference { reference(Self.channelID, .channel) }
    var bot: JSONValue { .string(service.clientID) }
    var tenant: TenantID { TenantID(rawValue: service.tenantID) }

    /// Runs `body` beside a Teams in which the bot is installed for Ines, in the group chat and in the team.
    /// - Parameters:
    ///   - latency: how long a request, or its answer, is under way; nothing unless said.
    ///   - credentials: the bot's; those of the local development app unless said.
    ///   - movesClock: whether the clock goes on by itself whenever somebody waits for it.
    static func with(
        _ options: Connector.Options = Connector.Options(), latency: Wire.Latency? = nil,
        credentials: Credentials? = nil, movesClock: Bool = true,
        _ body: @escaping @Sendable (Harbor) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        let service = try await TeamsService.following(clock, at: origin)
        let wire = Wire(clock: clock, latency: latency)
        wire.lead { await service.respond(to: $0) }
        let cloud = try Cloud.local(origin)
        let wallClock = clock.wallClock(startingAt: Date(timeIntervalSince1970: 0))
        let tokens = TokenProvider(
            credentials
                ?? .clientSecret(
                    TeamsServiceOptions.developmentClientSecret,
                    clientID: AppID(rawValue: TeamsServiceOptions.developmentClientID)),
            cloud: cloud, transport: wire, clock: clock, wallClock: wallClock)
        let connect = { @Sendable in
            Connector(
                tokens: tokens, transport: wire, cloud: cloud, options: options, clock: clock, wallClock: wallClock,
                random: { 0.5 }, logger: Log(label: "bot", level: .error))
        }

        async let running: Void = service.run()
        var outcome: Result<Void, any Error> = .success(())
        do {
            let harbor = try await Harbor(clock, service, wire, connect)
            // What is told apart in a test without pacing is not what the windows do.
            if !options.isPaced { try await harbor.gesture("PATCH", "limits", "off") }
            if movesClock {
                try await harbor.moveTheClock { try await body(harbor) }
            } else {
                try await body(harbor)
            }
        } catch {
            outcome = .failure(error)
        }
        service.beginShutdown()
        try await running
        try outcome.get()
    }

    private init(
        _ clock: ManualClock, _ service: TeamsService, _ wire: Wire, _ connect: @escaping @Sendable () -> Connector
    ) async throws {
        self.clock = clock
        self.service = service
        self.wire = wire
        makeConnector = connect
        connector = connect()
        let bot = JSONValue.string(service.clientID)
        var installations: [String: String] = [:]
        for (kind, id) in [("user", "ines"), ("chat", Self.groupID.rawValue), ("team", Self.teamID.rawValue)] {
            let made = try await service.call(
                "POST", "installations", ["as": "ines", "bot": bot, kind: .string(id)])
            installations[kind] = made["id"]?.stringValue
        }
        self.installations = installations
        let chat = try await service.call("POST", "chats", ["as": "ines", "kind": "personal", "bot": bot])
        let id = ConversationID(rawValue: try #require(chat["id"]?.stringValue))
        personal = ConversationReference(
            id, type: .personal, tenantId: TenantID(rawValue: service.tenantID), serviceUrl: service.serviceAddress)
    }

    /// A connector that remembers nothing, as after a restart.
    func anotherConnector() -> Connector { makeConnector() }

    /// A conversation, as an activity from there would have told it.
    func reference(_ id: ConversationID, _ type: ConversationType) -> ConversationReference {
        ConversationReference(id, type: type, tenantId: tenant, serviceUrl: service.serviceAddress)
    }

    /// What a person or an admin does.
    @discardableResult
    func gesture(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await service.call(method, path, body)
    }

    /// The account of somebody, as this bot knows it.
    func account(of name: String) async throws -> Account {
        try #require(try await connector.members(of: group).first { $0.name?.hasPrefix(name) == true })
    }

    /// The texts of a conversation, as somebody sees it.
    func texts(in reference: ConversationReference, seenBy person: String = "ines") async throws -> [String] {
        let id = reference.conversation?.id?.rawValue.escaped ?? ""
        let history = try await gesture("GET", "conversations/\(id)/messages?as=\(person)&limit=1000")
        return (history.arrayValue ?? []).filter { $0["deleted"] != true }.compactMap { $0["text"]?.stringValue }
    }

    /// Moves the clock of both sides to what the next one waits for, whenever somebody waits, until `body` is over.
    private func moveTheClock(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let isDone = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !isDone.isSet {
                    await clock.waitForSleepers()
                    if isDone.isSet { return }
                    try await moveOn()
                }
            }
            var outcome: Result<Void, any Error> = .success(())
            do { try await body() } catch { outcome = .failure(error) }
            isDone.set()
            // Wakes the one above, which then sees that it is over.
            let bell = Task { try await clock.sleep(for: .seconds(1)) }
            try await group.waitForAll()
            bell.cancel()
            try outcome.get()
        }
    }

    /// Moves the world, and with it the clock, to the next instant that somebody waits for.
    private func moveOn() async throws {
        guard let next = clock.nextDeadline else { return }
        // The world counts whole milliseconds; a little later than wanted is still not too early.
        let whole = next.offset.wholeMilliseconds
        let milliseconds = Duration.milliseconds(whole) < next.offset ? whole + 1 : whole
        let instant = ISO8601Time(millisecondsSince1970: milliseconds).text(fractionDigits: 3)
        try await service.call("POST", "clock", ["now": .string(instant)])
    }

    /// Lets so much time pass for both sides.
    func pass(_ seconds: Int) async throws {
        try await gesture("POST", "clock", ["advance": .number(JSONNumber(seconds))])
    }
}

/// Something that becomes true once.
private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
}

extension String {
    /// For one segment of a path.
    var escaped: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? self }
}

extension TeamsService {
    /// What a person does, through the control plane.
    @discardableResult
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
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

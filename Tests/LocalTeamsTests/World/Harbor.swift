import JSONKit
import Testing

@testable import LocalTeams

/// A world with the names of the wire reference: people, one bot that is installed everywhere but told of nothing yet,
/// and one bot that is installed nowhere.
struct Harbor {
    static let bot: AppID = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10"
    static let other: AppID = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b11"
    static let tides: ConversationID = "19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2"
    static let port: ConversationID = "19:port@thread.tacv2"
    static let berth: ConversationID = "19:berth@thread.tacv2"
    static let quay: ConversationID = "19:quay@thread.tacv2"
    static let tenant = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"
    static let start = Instant(milliseconds: 1_795_161_600_123)
    static let everyone: [Handle] = ["ines", "bo", "chidi", "mei", "rosa", "jonas"]

    var world: World

    init(permissions: [String] = [], mode: Workspace.Clock.Mode = .virtual, seed: UInt64 = 7, crew: Int = 0) {
        var workspace = Workspace.standard
        for number in 0..<crew {
            workspace.users.append(Person(handle: "p\(number)", name: "P \(number)", tenant: Self.tenant))
            workspace.teams[0].members.append("p\(number)")
        }
        workspace.clock = Workspace.Clock(mode: mode)
        workspace.bots = [
            Bot(
                appId: Self.other, secret: "s", name: "Customs", endpoint: "http://127.0.0.1:3/api/messages",
                permissions: permissions)
        ]
        workspace.installEverywhere(
            Bot(
                appId: Self.bot, secret: "s", name: "Harbor", endpoint: "http://127.0.0.1:2/api/messages",
                permissions: permissions))
        world = World(workspace, seed: seed, now: Self.start)
        _ = world.takeChanges()
    }

    /// The personal chat of a person with the bot.
    func personal(_ handle: Handle, with bot: AppID = Harbor.bot) -> ConversationID {
        world.places.personalChat(of: .bot(bot, handle: handle)) ?? ""
    }

    func account(_ handle: Handle, for bot: AppID = Harbor.bot) -> String {
        world.account(of: handle, for: bot) ?? ""
    }

    /// What an operation did besides its answer.
    mutating func changes(_ operation: (inout World) throws -> Void) throws -> Changes {
        _ = world.takeChanges()
        try operation(&world)
        return world.takeChanges()
    }

    /// Sends `text` to one person alone.
    mutating func whisper(_ text: String, to handle: Handle, in conversation: ConversationID = Harbor.tides) throws
        -> String
    {
        let activity: JSONObject = [
            "type": "message", "text": .string(text),
            "recipient": ["id": .string(account(handle)), "isTargeted": true],
        ]
        return try #require(try world.send(activity, to: conversation, targeted: true, by: Self.bot).id)
    }

    mutating func say(_ text: String, in conversation: ConversationID = Harbor.tides) throws -> String {
        try #require(try world.send(.message(text), to: conversation, by: Self.bot).id)
    }

    func texts(of conversation: ConversationID, as handle: Handle) throws -> [String] {
        try world.history(of: conversation, as: handle).compactMap { $0["text"]?.stringValue }
    }
}

extension JSONObject {
    static func message(_ text: String) -> JSONObject { ["type": "message", "text": .string(text)] }
}

extension Changes {
    var deliveries: [Delivery] {
        effects.compactMap { if case .deliver(let delivery) = $0 { delivery } else { nil } }
    }
    var skips: [Skip] {
        effects.compactMap { if case .skip(let skip) = $0 { skip } else { nil } }
    }
    var shown: [(to: [Handle], event: StreamEvent)] {
        effects.compactMap { if case .show(let handles, let event) = $0 { (handles, event) } else { nil } }
    }
    func shown(_ kind: StreamEvent.Kind) -> [(to: [Handle], event: StreamEvent)] {
        shown.filter { $0.event.kind == kind }
    }
}

/// The refusal that an operation ends with.
func refusal(_ operation: () throws -> Void) -> Refusal? {
    do {
        try operation()
        return nil
    } catch {
        return error as? Refusal
    }
}

/// Where `actual` lacks something that `expected` has: a path and both values.
func missing(from actual: JSONValue?, in expected: JSONValue, path: String = "$") -> [String] {
    switch (actual, expected) {
    case (.object(let actual)?, .object(let expected)):
        return expected.flatMap { missing(from: actual[$0.name], in: $0.value, path: "\(path).\($0.name)") }
    case (.array(let actual)?, .array(let expected)) where actual.count == expected.count:
        return zip(actual, expected).enumerated().flatMap { place, pair in
            missing(from: pair.0, in: pair.1, path: "\(path)[\(place)]")
        }
    case (let actual?, let expected) where actual == expected: return []
    default: return ["\(path): \(actual?.text() ?? "nothing") instead of \(expected.text())"]
    }
}

internal import JSONKit

/// What operations changed, and who must be told. The host stores the records in one transaction before it acknowledges
/// anything, and carries out the effects afterwards, in order.
struct Changes: Sendable, Equatable {
    var effects: [Effect] = []
    var records: [RecordChange] = []

    var isEmpty: Bool { effects.isEmpty && records.isEmpty }
}

/// Something that happens outside the world because of an operation.
enum Effect: Sendable, Equatable {
    /// These people's pages learn of it, each by their handle.
    case show(to: [String], StreamEvent)
    /// A bot gets an activity.
    case deliver(Delivery)
    /// A bot gets nothing, and this is why.
    case skip(Skip)
}

/// An activity on its way to a bot.
struct Delivery: Sendable, Equatable {
    /// The bot's app id.
    var bot: String
    /// The bot's messaging endpoint at the time.
    var endpoint: String
    /// The activity, ready to be sent.
    var activity: JSONObject
    /// The conversation as the bot knows it (`…;messageid=…` for a channel's thread).
    var conversation: String
    /// The message that it is about, if it is about one.
    var message: String?
    /// Who may read of it.
    var readers: Readers
}

/// Why a bot that might have expected an activity got none.
struct Skip: Sendable, Equatable {
    /// The bot's app id.
    var bot: String
    var reason: Reason
    var conversation: String
    var message: String?
    /// Who may read of it.
    var readers: Readers

    /// For people and for the `skipped` of the control plane.
    enum Reason: String, Sendable {
        case notMentioned = "not mentioned"
        case notInstalled = "not installed"
        case disabled = "disabled"
        case blocked = "blocked"
        case noEndpoint = "no endpoint"
    }
}

/// One object of a person's live stream.
struct StreamEvent: Sendable, Equatable {
    enum Kind: String, Sendable {
        case message, edited, removed, reactions, typing, conversation, workspace, clock
    }
    /// Rises by one with each event of the world, also over restarts and resets.
    var seq: Int
    var kind: Kind
    /// The conversation; for a reply in a channel's thread with `;messageid=<root>`.
    var conversation: String?
    /// The message as in the history of that person.
    var message: JSONObject?
    /// Who types (`from`), or what the clock shows (`mode`, `now`).
    var details: JSONObject = [:]

    /// The frame's text, before it is written.
    var json: JSONObject {
        var json: JSONObject = ["seq": .number(JSONNumber(seq)), "type": .string(kind.rawValue)]
        if let conversation { json["conversation"] = .string(conversation) }
        if let message { json["message"] = .object(message) }
        for (name, value) in details { json[name] = value }
        return json
    }
}

/// A change of the durable state. Applied in order to an empty store they give the world: ``World/init(records:)``.
enum RecordChange: Sendable, Equatable {
    case put(Record)
    case delete(kind: Record.Kind, key: String)
    /// Everything goes (a reset); what follows is all there is.
    case deleteAll
}

/// A row of the durable state.
struct Record: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// Counters, clock, tenant.
        case world
        /// What a reset brings back.
        case initial
        case person, bot, chat, team, installation, block, webhook, file, message, read, ledger
    }
    var kind: Kind
    /// Unique within its kind.
    var key: String
    var json: JSONObject
}

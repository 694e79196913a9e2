internal import JSONKit

/// One request and its answer, as they were on the wire, without secrets.
struct WireLogEntry: Sendable {
    /// Who called whom.
    enum Direction: String, Sendable {
        /// A bot called Teams.
        case inbound = "in"
        /// Teams called a bot.
        case outbound = "out"
    }

    /// Its place in the log, from 1. Given by ``WireLog``.
    var sequence = 0
    /// When the request began, as ISO 8601 text.
    var time: String
    var direction: Direction
    /// What the request was for: `send`, `reply`, `update`, …, `deliver`.
    var operation: String
    var method: String
    /// The path with its query, or the URL of an outbound request.
    var path: String
    /// The answer's status; nil when there was no answer.
    var status: Int?
    /// From request to answer, in milliseconds.
    var milliseconds: Double
    var request: WireLogMessage
    var response: WireLogMessage?
    /// What a person should know: why nothing was sent, what went wrong.
    var note: String?
    /// The app id of the bot at the other end, when known.
    var bot: AppID?
    /// The conversation that the request named.
    var conversation: ConversationID?
    /// The message that it was about.
    var message: String?
    /// Who may read it, decided when it happened.
    var readers: Readers

    /// Roughly what the entry costs while it is kept, in bytes.
    var cost: Int {
        400 + path.utf8.count + (note?.utf8.count ?? 0) + request.cost + (response?.cost ?? 0)
    }

    var json: JSONValue {
        var object: JSONObject = [
            "seq": .number(JSONNumber(sequence)), "at": .string(time), "direction": .string(direction.rawValue),
            "operation": .string(operation), "method": .string(method), "path": .string(path),
        ]
        object["status"] = status.map { .number(JSONNumber($0)) } ?? .null
        object["ms"] = JSONValue(milliseconds: milliseconds)
        object["request"] = request.json
        object["response"] = response?.json ?? .null
        object["note"] = note.map { .string($0) }
        object["bot"] = bot?.json
        object["conversation"] = conversation?.json
        object["message"] = message.map { .string($0) }
        return .object(object)
    }
}

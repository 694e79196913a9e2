internal import JSONKit

/// One object of a person's live stream.
struct StreamEvent: Sendable, Equatable {
    enum Kind: String, Sendable {
        case message, edited, removed, reactions, typing, conversation, workspace, clock, refused, feed
    }
    /// Rises by one with each event of the world, also over restarts and resets.
    var seq: Int
    var kind: Kind
    /// The conversation; for a reply in a channel's thread with `;messageid=<root>`.
    var conversation: ConversationID?
    /// The message as in the history of that person.
    var message: JSONObject?
    /// Who types (`from`), what the clock shows (`mode`, `now`), what a bot was refused (`refusal`).
    var details: JSONObject = [:]

    /// The frame's text, before it is written.
    var json: JSONObject {
        var json: JSONObject = ["seq": .number(JSONNumber(seq)), "type": .string(kind.rawValue)]
        if let conversation { json["conversation"] = conversation.json }
        if let message { json["message"] = .object(message) }
        for (name, value) in details { json[name] = value }
        return json
    }
}

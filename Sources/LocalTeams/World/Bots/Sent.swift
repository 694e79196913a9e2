internal import JSONKit

/// The answer to a send, an update, or a create.
struct Sent: Sendable, Equatable {
    /// The id of the activity. Without one when Teams split the message in two.
    var id: String?
    /// The conversation that was created.
    var conversation: ConversationID?
    var serviceURL: String?
    /// 201 for something new, 202 for what goes on.
    var status = 201
    /// Why what was accepted came to nothing.
    var problem: Refusal?
    /// What the bot should know of a call that was accepted nevertheless.
    var note: String?

    /// The body of the answer: `{id}`, of a create `{id,activityId?,serviceUrl}`.
    var json: JSONObject {
        if let problem { return problem.body.objectValue ?? [:] }
        guard let conversation else { return JSONObject(present: ["id": id.map(JSONValue.string)]) }
        return JSONObject(present: [
            "id": conversation.json, "activityId": id.map(JSONValue.string),
            "serviceUrl": serviceURL.map(JSONValue.string),
        ])
    }
}

import JSONKit

/// Presses of cards, as Teams posts them.
enum Pressed {
    static let message = "1795161600999"

    /// `Action.Execute`.
    static func execute(
        _ verb: JSONValue?, _ data: JSONValue = [:], trigger: String = "manual", id: String = "f:1",
        in place: JSONValue = Inbound.group, more: JSONObject = [:]
    ) -> JSONValue {
        var action: JSONObject = ["type": "Action.Execute", "id": "ok", "title": "Approve", "data": data]
        action["verb"] = verb
        var members: JSONObject = [
            "id": .string(id), "name": "adaptiveCard/action", "replyToId": .string(message), "conversation": place,
            "value": ["action": .object(action), "trigger": .string(trigger)],
        ]
        for (name, value) in more { members[name] = value }
        return Inbound.event("invoke", members)
    }

    /// `Action.Submit`.
    static func submit(
        _ value: JSONValue, id: String = "f:1", in place: JSONValue = Inbound.group, _ more: JSONObject = [:]
    ) -> JSONValue {
        var members: JSONObject = ["value": value, "replyToId": .string(message)]
        for (name, value) in more { members[name] = value }
        return Inbound.message("", id: id, in: place, members)
    }
}

internal import JSONKit

/// What became of a delivery, for the one who caused it.
struct DeliveryOutcome: Sendable, Hashable {
    let bot: AppID
    /// The bot's HTTP status; any 2xx means delivered.
    var status: Int?
    /// From post to answer, in milliseconds.
    var milliseconds: Double?
    /// Why nothing was sent.
    var skipped: String?
    /// What a person should know: why there is no status, or what the status means.
    var note: String?
    /// What the bot itself says went wrong (`X-Bot-Error`).
    var botError: String?
    /// What the bot answered to an invoke; nil where nobody asked.
    var answer: BotAnswer?
    /// Whether the activity was posted a second time, because the first was not answered in time.
    var isRepeated = false
    /// Whether nothing listened at the endpoint.
    var isBotDown = false

    var json: JSONValue {
        var object: JSONObject = ["bot": bot.json]
        object["status"] = status.map { .number(JSONNumber($0)) }
        object["ms"] = milliseconds.map { JSONValue(milliseconds: $0) }
        object["skipped"] = skipped.map { .string($0) }
        if isRepeated { object["redelivered"] = true }
        object["error"] = (botError ?? note).map { .string($0) }
        return .object(object)
    }
}

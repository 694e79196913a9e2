internal import HTTPKit
internal import JSONKit

/// Carries out what a person's client does beyond a change of the world: it waits for the bot, and shows the person
/// what the bot answered.
struct GestureAnswer: Sendable {
    let host: WorldHost

    /// How long a person waits for the bot.
    private static let patience = Duration.seconds(15)

    /// `{invoke{status,body}?, deliveries[], …}` of a gesture: what the bots answered, and what the person sees of it.
    func answer(_ gesture: @Sendable (inout World) throws -> Gesture) async throws -> JSONObject {
        let (answer, _) = try await ask { world in (try gesture(&world), ()) }
        return answer
    }

    /// The same, with what else the operation gives.
    func ask<More: Sendable>(
        _ gesture: @Sendable (inout World) throws -> (Gesture, More)
    ) async throws -> (answer: JSONObject, more: More) {
        let changed = try await host.change(gesture)
        let (gesture, more) = changed.value
        let outcomes = await changed.outcomes(within: Self.patience)
        var json = JSONObject()
        if let opens = gesture.opens { json["open"] = .string(opens) }
        if let message = gesture.message { json["id"] = .string(message) }
        if let nothing = gesture.nothing { json["nothing"] = .string(nothing) }
        json["deliveries"] = .array(outcomes.map(\.json))
        guard let asked = gesture.asked, let outcome = outcomes.first else { return (json, more) }
        let answer = outcome.answer ?? BotAnswer(status: nil)
        if let status = answer.status {
            json["invoke"] = .object(JSONObject(present: ["status": JSONValue(status), "body": answer.body]))
        }
        if let problem = Self.problem(outcome, answer) { json["error"] = .string(problem) }
        let dialog = DialogID(rawValue: Secret.guid())
        let settled = try await host.change { $0.settle(asked, answer, dialog: dialog) }
        for (name, value) in settled.value { json[name] = value }
        return (json, more)
    }

    /// Why the client shows an error: in the bot's words where it has some.
    private static func problem(_ outcome: DeliveryOutcome, _ answer: BotAnswer) -> String? {
        guard !answer.isGood else { return nil }
        if let error = outcome.botError { return error }
        if answer.isUnreadable { return "The bot's answer is no JSON." }
        if let skipped = outcome.skipped { return "Nothing was sent: \(skipped)." }
        let words = answer.body?["error"]?["message"]?.stringValue ?? answer.body?["error"]?.stringValue
        if let words, !words.isEmpty { return words }
        return answer.status == 501 ? "The bot does not know this request (501)." : outcome.note
    }
}

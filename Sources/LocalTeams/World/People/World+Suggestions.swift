internal import JSONKit

// A person chooses one of a bot's suggested actions (E7, E56). Then nobody sees them any more.

extension World {
    /// What became of a chosen action: the message that it wrote, when it wrote one.
    mutating func choose(
        suggestion title: String, of id: String, in conversation: ConversationID, as handle: Handle
    ) throws(Refusal) -> String? {
        let place = try enter(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        guard message.state == .present else { throw .conflict("the message is deleted") }
        guard case .bot(let bot) = message.author, let suggested = message.content.suggestedActions else {
            throw .conflict("the message suggests nothing, or something was chosen already")
        }
        let actions = suggested["actions"]?.arrayValue ?? []
        guard let action = actions.first(where: { $0["title"]?.stringValue == title }) else {
            let titles = actions.compactMap { $0["title"]?.stringValue }.joined(separator: ", ")
            throw .notFound("nothing with the title \"\(title)\" is suggested, but: \(titles)")
        }
        let readers = suggested["to"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard readers.isEmpty || readers.contains(where: { self.handle(named: $0) == handle }) else {
            throw .forbidden("the actions are suggested to somebody else")
        }
        if let obstacle = obstacle(for: bot, in: place) {
            throw Refusal(
                status: 403, code: "BotNotInstalled", message: "the bot does not hear of it: \(obstacle.rawValue)")
        }
        switch action["type"]?.stringValue {
        case "imBack"?:
            forgetSuggestions(of: message, in: place)
            return try post(action["value"]?.stringValue ?? title, to: conversation, as: handle)
        case "Action.Submit"?:
            forgetSuggestions(of: message, in: place)
            deliver(to: bot, conversation: place.id, message: message.id, readers: mayRead(message, in: place)) {
                world, bot, eventID in
                world.activity(
                    "invoke", id: eventID, by: handle, for: bot, in: world.conversation(place),
                    extra: ["name": "suggestedActions/submit", "value": action["value"] ?? [:]])
            }
            return nil
        default:
            throw .badRequest(
                "Teams knows the suggested actions imBack and Action.Submit, but not "
                    + (action["type"]?.stringValue.map { "\"\($0)\"" } ?? "one without a type"))
        }
    }

    private mutating func forgetSuggestions(of message: Message, in place: Place) {
        change(message.number, in: place) { $0.content.suggestedActions = nil }
        guard let changed = self.message(message.number, in: place) else { return }
        show(.edited, changed, in: place)
    }
}

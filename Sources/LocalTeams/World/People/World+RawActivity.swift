internal import JSONKit

// Any activity at all: for events that no gesture makes (E48, E72–E80), and for those that Teams may add.

extension World {
    /// Sends a bot an activity that a person is said to have caused: what every activity of Teams carries, and on top
    /// of it the members of `activity`, each in the place of the usual one; `null` leaves one out.
    mutating func deliver(
        raw activity: JSONObject, to bot: AppID, in conversation: ConversationID, as handle: Handle
    ) throws(Refusal) {
        try knownBot(bot)
        let place = try visit(conversation, as: handle)
        guard let type = activity["type"]?.stringValue, !type.isEmpty else {
            throw .badRequest("\"activity\" needs a \"type\"")
        }
        if let obstacle = obstacle(for: bot, in: place) {
            throw .conflict("the bot gets nothing from there: \(obstacle.rawValue)")
        }
        let name = conversationName(place, root: place.root)
        deliver(to: bot, conversation: name, readers: .roster(roster(place))) { world, bot, id in
            var whole = world.activity(
                type, id: id, by: handle, for: bot, in: world.conversation(place, named: name), extra: [:])
            for (name, value) in activity { whole[name] = value.isNull ? nil : value }
            return whole
        }
    }
}

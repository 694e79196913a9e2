internal import JSONKit

extension World {
    /// C7–C9: a bot changes its message. `id` is the one in the path; without one (C8) the body's.
    mutating func update(
        _ id: String?, with activity: JSONObject, in conversation: ConversationID, targeted: Bool = false, by bot: AppID
    ) throws(Refusal) -> Sent {
        let place = try admitWriter(bot, to: conversation)
        guard let id = id ?? activity["id"]?.stringValue else {
            throw .badArgument("The id of the activity is missing.").noted(Self.changesByID)
        }
        // The flag must never put private words into a public message.
        let isMarked = targeted || Self.isTargeted(activity)
        let message = try own(id, in: place, targeted: isMarked, of: bot)
        try admitUpdate(of: message)
        var warnings: [String] = []
        if message.audience != .everyone, let recipient = activity["recipient"], !recipient.isNull {
            guard !rules.strict else { throw .editsRecipient }
            warnings.append("Teams refuses the update: \(Refusal.editsRecipient.message).")
        }
        let type = try Self.type(of: activity)
        if type.name != "message" {
            let refusal: Refusal = type.isKnown ? .updatesOtherType : .unknownType
            guard !rules.strict else { throw refusal }
            warnings.append("Teams refuses the update: \(refusal.message)")
        }
        var content = try content(of: activity, in: place)
        if message.audience != .everyone, !targeted { warnings.append(Self.updateWithoutQuery) }
        content.warnings += warnings
        change(message.number, in: place) { message in
            message.content = content
            message.shown = []
            message.edited = true
            message.streamed?.phase = .final
        }
        guard let changed = self.message(message.number, in: place) else { throw .activityNotFound }
        show(.edited, changed, in: place)
        enter(.edited, changed, in: place)
        return Sent(id: message.id, note: warnings.isEmpty ? hiding(of: message) : warnings.joined(separator: " "))
    }

    private static let changesByID = "Rule: a message is changed by the id that its send answered."

    private static let updateWithoutQuery =
        "The update of a targeted message came without isTargetedActivity=true: "
        + "the documents allow that, but live Teams was seen to refuse it (400 BadArgument)."

    /// C10–C12: a bot deletes its message.
    /// - Returns: what the bot should know of a call that was accepted nevertheless.
    @discardableResult
    mutating func delete(
        _ id: String?, in conversation: ConversationID, targeted: Bool = false, by bot: AppID
    ) throws(Refusal) -> String? {
        let place = try admitWriter(bot, to: conversation)
        guard let id else { throw .badArgument("The id of the activity is missing.").noted(Self.changesByID) }
        let message = try own(id, in: place, targeted: targeted, of: bot)
        var note: String?
        if message.audience != .everyone, !targeted {
            let problem = "A targeted message is deleted with isTargetedActivity=true."
            guard !rules.strict else {
                throw .badArgument(problem).noted("Rule: \(problem) Live Teams refuses it without (vercel/chat#950).")
            }
            note = problem
        }
        remove(message, in: place)
        return note
    }

    /// A message that a bot wrote and that is still there. `targeted` finds targeted ones alone.
    private func own(_ id: String, in place: Place, targeted: Bool, of bot: AppID) throws(Refusal) -> Message {
        guard let message = message(id, in: place), message.state == .present else { throw .activityNotFound }
        guard message.author == .bot(bot) else {
            guard message.audience == .everyone else { throw .activityNotFound }
            throw .notEnoughPermissions("A bot can change only its own messages.")
                .noted("Rule: a bot changes what it wrote itself, and nothing else (wire contract, C7).")
        }
        guard !targeted || message.audience != .everyone else { throw .activityNotFound }
        return message
    }

    /// C22: a bot adds or takes away its reaction.
    mutating func react(
        _ type: String, add: Bool, to id: String, in conversation: ConversationID, by bot: AppID
    ) throws(Refusal) {
        let place = try admitWriter(bot, to: conversation)
        guard let message = message(id, in: place), message.state == .present, isKnown(message, to: bot) else {
            throw .activityNotFound
        }
        guard message.audience == .everyone else {
            throw .badArgument("Reactions are not supported on targeted messages.")
                .noted("Rule: nobody reacts to a targeted message (Microsoft, Targeted messages).")
        }
        guard !type.isEmpty else {
            throw .badArgument("The reaction has no type.").noted("Rule: a reaction is added and removed by its type.")
        }
        change(message.number, in: place) { $0.react(type, add: add, by: bot.rawValue) }
        if let changed = self.message(message.number, in: place), changed.reactions != message.reactions {
            show(.reactions, changed, in: place)
        }
    }

    /// A bot knows of the private messages that it wrote or got, not of others.
    private func isKnown(_ message: Message, to bot: AppID) -> Bool {
        message.audience == .everyone || message.author == .bot(bot) || message.audience == .bot(bot)
    }
}

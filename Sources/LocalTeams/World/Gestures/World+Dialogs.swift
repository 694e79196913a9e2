internal import JSONKit

// Dialogs and feedback (E53–E55).

extension World {
    /// E53: a dialog's form is sent. Of a feedback form the bot gets E54.
    mutating func submit(_ data: JSONValue, to id: DialogID, as handle: Handle) throws(Refusal) -> Gesture {
        let (dialog, place) = try opened(id, by: handle)
        if let reaction = dialog.reaction {
            give(reaction, data.text(), about: dialog.message, to: dialog.bot, in: place, dialog.conversation, handle)
        } else {
            ask(
                dialog.bot, "task/submit", ["data": data, "context": Self.theme], about: dialog.message, in: place,
                named: dialog.conversation, by: handle)
        }
        return Gesture(
            asked: Asked(
                topic: .submitted(id), bot: dialog.bot, person: handle,
                conversation: ConversationAddress(dialog.conversation).base, message: dialog.message))
    }

    /// A dialog that is open in front of a person, and where its bot hears of it.
    func opened(_ id: DialogID, by handle: Handle) throws(Refusal) -> (dialog: Dialog, place: Place) {
        try known(handle)
        guard let dialog = dialogs[id] else { throw .notFound("no dialog with this id is open") }
        guard dialog.person == handle else { throw .forbidden("the dialog is open in front of somebody else") }
        return (dialog, try enter(dialog.conversation, as: handle))
    }

    /// E54, or E55 where the bot has a form of its own.
    mutating func giveFeedback(
        _ reaction: String, text: String?, on id: String, in conversation: ConversationID, as handle: Handle
    ) throws(Refusal) -> Gesture {
        let (place, message, bot) = try used(id, in: conversation, by: handle)
        guard ["like", "dislike"].contains(reaction) else {
            throw .badRequest("\"reaction\" can be like or dislike, but not \"\(reaction.excerpt)\"")
        }
        guard let form = message.content.feedback else { throw .badRequest("the message does not ask for feedback") }
        let name = self.conversation(of: message, in: place)
        guard form == "custom" else {
            let words = JSONValue.object(["feedbackText": .string(text ?? "")]).text()
            give(reaction, words, about: message.id, to: bot, in: place, name, handle)
            return Gesture(
                asked: Asked(topic: .nothing, bot: bot, person: handle, conversation: place.id, message: message.id))
        }
        ask(
            bot, "message/fetchTask",
            ["data": ["actionName": "feedback", "actionValue": ["reaction": .string(reaction)]]],
            replyTo: message.id, about: message.id, in: place, named: name, by: handle)
        return Gesture(
            asked: Asked(
                topic: .feedbackForm(reaction: reaction), bot: bot, person: handle, conversation: place.id,
                message: message.id))
    }

    private mutating func give(
        _ reaction: String, _ words: String, about message: String?, to bot: AppID, in place: Place,
        _ name: ConversationID, _ handle: Handle
    ) {
        ask(
            bot, "message/submitAction",
            [
                "actionName": "feedback",
                "actionValue": ["reaction": .string(reaction), "feedback": .string(words)],
            ], replyTo: message, about: message, in: place, named: name, by: handle)
    }
}

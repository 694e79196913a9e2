internal import JSONKit

extension World {
    /// E51: somebody types into an input whose choices the bot knows.
    mutating func search(
        _ input: String, for query: String, inputs: JSONObject, on id: String, in conversation: ConversationID,
        as handle: Handle
    ) throws(Refusal) -> Gesture {
        let (place, message, bot) = try used(id, in: conversation, by: handle)
        let found = try CardParts(message.attachments(for: handle)).input(input)
        let value = try Self.search(found, for: query, inputs)
        ask(
            bot, "application/search", value, about: message.id, in: place,
            named: self.conversation(of: message, in: place), by: handle)
        return Gesture(
            asked: Asked(topic: .search, bot: bot, person: handle, conversation: place.id, message: message.id))
    }

    /// The same in a dialog.
    mutating func search(
        _ input: String, for query: String, inputs: JSONObject, in id: DialogID, as handle: Handle
    ) throws(Refusal) -> Gesture {
        let (dialog, place) = try opened(id, by: handle)
        guard let card = dialog.card else { throw .badRequest("the dialog is a page, and has no inputs of a card") }
        // Bots give the card as an attachment; some give it bare.
        let form: JSONValue = [
            "contentType": "application/vnd.microsoft.card.adaptive", "content": card["content"] ?? card,
        ]
        let value = try Self.search(try CardParts([form]).input(input), for: query, inputs)
        ask(
            dialog.bot, "application/search", value, about: dialog.message, in: place, named: dialog.conversation,
            by: handle)
        return Gesture(
            asked: Asked(
                topic: .search, bot: dialog.bot, person: handle,
                conversation: ConversationAddress(dialog.conversation).base, message: dialog.message))
    }

    private static func search(
        _ input: CardInput, for query: String, _ inputs: JSONObject
    ) throws(Refusal) -> JSONValue {
        guard let data = input.query, let dataset = data["dataset"]?.stringValue else {
            throw .badRequest("the input \"\(input.id.excerpt)\" has no \"choices.data\" with a dataset")
        }
        let isAssociated = data["associatedInputs"]?.stringValue?.lowercased() == "auto"
        return .object(
            JSONObject(present: [
                "kind": "search", "queryText": .string(query),
                "queryOptions": ["skip": 0, "top": JSONValue(maxResults)], "dataset": .string(dataset),
                "data": isAssociated ? .object(inputs) : nil,
            ]))
    }
}

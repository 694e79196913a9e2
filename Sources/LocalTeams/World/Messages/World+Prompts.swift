internal import JSONKit

// Prompt previews: above a bot's answer stands the private message that it answers (Microsoft, Targeted messages).

extension World {
    /// The private message to the bot that an answer names (`targetedMessageInfo`); nil once it is gone.
    func prompt(of answer: Message, in place: Place) -> Message? {
        guard case .bot(let bot) = answer.author else { return nil }
        for entity in answer.content.entities where entity["type"]?.stringValue == "targetedMessageInfo" {
            guard let number = entity["messageId"]?.stringValue.flatMap(messageNumber(ofID:)),
                let prompt = message(number, in: place), prompt.audience == .bot(bot), prompt.state == .present
            else { continue }
            return prompt
        }
        return nil
    }

    /// Who asked, and for that person what: nobody else reads a private message, nor learns its id.
    func shown(_ prompt: Message, to reader: Handle?) -> JSONObject {
        var json: JSONObject = ["from": .object(view(of: prompt.author))]
        guard let reader, prompt.author == .person(reader) else { return json }
        json["text"] = .string(Self.withoutQuotes(prompt.content.text))
        json["textFormat"] = prompt.content.textFormat.map(JSONValue.string)
        return json
    }
}

internal import JSONKit

// Who wrote a message and whom it is for, as rows have it: `{"person":"ines"}`, `{"bot":"…"}`, `{"webhook":"…"}`.

private enum PartyName {
    static let person = "person"
    static let bot = "bot"
    static let webhook = "webhook"
}

extension Message.Author: RowValue {
    init(json: JSONValue) throws(WireError) {
        if let handle = json[PartyName.person] {
            self = .person(try Handle(json: handle))
        } else if let bot = json[PartyName.bot] {
            self = .bot(try AppID(json: bot))
        } else if let name = json[PartyName.webhook] {
            self = .webhook(try String(json: name))
        } else {
            throw WireError(expected: "a person, a bot or a webhook", found: json)
        }
    }

    var json: JSONValue {
        switch self {
        case .person(let handle): [PartyName.person: handle.json]
        case .bot(let bot): [PartyName.bot: bot.json]
        case .webhook(let name): [PartyName.webhook: .string(name)]
        }
    }
}

/// A row says nothing of an audience that is everyone.
extension Message.Audience: RowValue {
    init(json: JSONValue) throws(WireError) {
        switch try Message.Author(json: json) {
        case .person(let handle): self = .person(handle)
        case .bot(let bot): self = .bot(bot)
        case .webhook: throw WireError(expected: "a person or a bot", found: json)
        }
    }

    var json: JSONValue {
        switch self {
        case .everyone: .null
        case .person(let handle): Message.Author.person(handle).json
        case .bot(let bot): Message.Author.bot(bot).json
        }
    }
}

internal import JSONKit
internal import TeamsCards

/// `POST /cards/check`: what would Teams refuse?
struct CardCheckCall: StrictlyDecodable {
    /// A card, an attachment, or a message with cards.
    let card: JSONValue
    /// Where it goes.
    let target: CardTarget

    init(from reader: inout StrictReader) throws(StrictError) {
        card = try reader.anyObject("card")
        let name: String? = try reader.optional("target")
        guard let target = CardTarget.all.first(where: { $0.name == name ?? CardTarget.bot.name }) else {
            throw reader.error(at: "target", "can be \(CardTarget.all.map(\.name).joined(separator: ", "))")
        }
        self.target = target
    }
}

/// `POST /cards/expand`: what does a template become with these data?
struct CardExpansionCall: StrictlyDecodable {
    let template: JSONValue
    /// What its names mean: any JSON.
    let data: JSONValue?
    /// The language of dates and numbers.
    let locale: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        template = try reader.anyObject("template")
        data = reader.place("data")?.json
        locale = try reader.optional("locale")
        if let locale, locale.utf8.count > 40 || locale.isEmpty {
            throw reader.error(at: "locale", "is no language: write one as de-DE")
        }
    }
}

/// `POST /cards/swift`: which code builds this card?
struct CardCodeCall: StrictlyDecodable {
    let card: JSONValue

    init(from reader: inout StrictReader) throws(StrictError) { card = try reader.anyObject("card") }
}

extension StrictReader {
    /// A member that must be there and may be any object.
    fileprivate mutating func anyObject(_ name: String) throws(StrictError) -> JSONValue {
        guard let object = try jsonObject(name) else { throw error(at: name, "is missing") }
        return .object(object)
    }
}

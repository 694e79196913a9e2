internal import JSONKit

/// A person or a tag that a card names and notifies.
public struct CardMention: Sendable, Hashable {
    /// The id that the bot knows the person by (`29:…`), the directory object id, or the user principal name.
    public let id: String
    /// The name to show.
    public let name: String
    /// Whether `id` is that of a tag.
    public let isTag: Bool

    /// A mention of a person.
    public init(id: String, name: String) { self.init(id: id, name: name, isTag: false) }

    private init(id: String, name: String, isTag: Bool) {
        self.id = id
        self.name = name
        self.isTag = isTag
    }

    /// A mention of a tag of the team.
    public static func tag(id: String, name: String) -> CardMention { CardMention(id: id, name: name, isTag: true) }

    /// What stands in the text, letter for letter the same as in the entity.
    public var text: String { "<at>\(name)</at>" }

    var entity: JSONValue {
        var mentioned: JSONObject = ["id": .string(id), "name": .string(name)]
        if isTag { mentioned["mentionType"] = "Tag" }
        return ["type": "mention", "text": .string(text), "mentioned": .object(mentioned)]
    }

    /// Adds the entities of `mentions` that a card does not have yet.
    static func write(_ mentions: [CardMention], into card: inout JSONObject) {
        guard !mentions.isEmpty else { return }
        var teams = card["msteams"]?.objectValue ?? [:]
        var entities = teams["entities"]?.arrayValue ?? []
        for mention in mentions where !entities.contains(mention.entity) { entities.append(mention.entity) }
        teams["entities"] = .array(entities)
        card["msteams"] = .object(teams)
    }
}

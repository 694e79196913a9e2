public import JSONKit

/// A person, a bot, a channel or a team named in the text. ``text`` is what stands there, to the letter.
public struct Mention: WireObject {
    /// `mention`.
    public var type: String?
    /// Who is named.
    public var mentioned: Account?
    /// What stands in the text: `<at>Name</at>`.
    public var text: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Names `account` by `<at>text</at>`; its name when `text` is nil. `&`, `<` and `>` are written as entities
    /// between the tags, as in every text of a message.
    public init(of account: Account, text: String? = nil) {
        type = "mention"
        mentioned = Account()
        mentioned?.id = account.id
        mentioned?.name = account.name
        self.text = "<at>\(XMLText.escapeContent(Self.name(of: account, text)))</at>"
    }

    /// What people read: `text`, else the account's name, else its id.
    static func name(of account: Account, _ text: String?) -> String {
        text ?? account.name ?? account.id?.rawValue ?? ""
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<Mention> = [
        .init("type", \.type),
        .init("mentioned", \.mentioned),
        .init("text", \.text),
    ]
}

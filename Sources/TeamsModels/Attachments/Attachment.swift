public import JSONKit

/// A card, a file or a picture of a message.
public struct Attachment: WireObject {
    /// What it holds.
    public var contentType: ContentType?
    /// Where its content is.
    public var contentUrl: String?
    /// Its content: a card, a file's data, or HTML as a string.
    public var content: JSONValue?
    /// The file's name.
    public var name: String?
    /// Where a small picture of it is.
    public var thumbnailUrl: String?
    /// What stood in its place when it was no object, or had members of other types; nothing else is set then.
    public var other: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// An attachment that carries its content.
    public init(_ contentType: ContentType, content: JSONValue) {
        self.contentType = contentType
        self.content = content
    }

    /// An attachment that says where its content is.
    public init(_ contentType: ContentType, url: String, name: String? = nil) {
        self.contentType = contentType
        contentUrl = url
        self.name = name
    }

    /// An Adaptive Card.
    public static func adaptiveCard(_ card: JSONValue) -> Attachment { Attachment(.adaptiveCard, content: card) }

    /// The members by their names on the wire.
    public static let members: WireMembers<Attachment> = [
        .init("contentType", \.contentType),
        .init("contentUrl", \.contentUrl),
        .init("content", \.content),
        .init("name", \.name),
        .init("thumbnailUrl", \.thumbnailUrl),
    ]
}

extension Attachment {
    /// Reads any JSON value: what is no attachment is kept as ``other``, since one that a bot does not understand is no
    /// reason to lose the message. Never throws.
    public init(json: JSONValue) throws(WireError) {
        self.init()
        guard case .object(let object) = json else {
            other = json
            return
        }
        let lenient = Attachment(lenient: object)
        let isWhole = lenient.extras.isEmpty || Self.members.names.allSatisfy { lenient.extras[$0]?.isNull ?? true }
        if isWhole { self = lenient } else { other = json }
    }

    /// The attachment as it stands on the wire.
    public var json: JSONValue {
        if let other { return other }
        var object = JSONObject()
        if let contentType { object["contentType"] = contentType.json }
        if let contentUrl { object["contentUrl"] = .string(contentUrl) }
        if let content { object["content"] = content }
        if let name { object["name"] = .string(name) }
        if let thumbnailUrl { object["thumbnailUrl"] = .string(thumbnailUrl) }
        for (name, value) in extras where object[name] == nil { object[name] = value }
        return .object(object)
    }
}

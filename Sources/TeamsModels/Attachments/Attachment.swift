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

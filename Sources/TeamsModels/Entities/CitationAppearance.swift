public import JSONKit

/// What is shown of a source. Limits: name 80 characters, abstract 160, three keywords of 28.
public struct CitationAppearance: WireObject {
    /// `DigitalDocument`.
    public var objectType: String?
    /// The title.
    public var name: String?
    /// What it says.
    public var abstract: String?
    /// Where it is.
    public var url: String?
    /// A card, as JSON text.
    public var text: String?
    /// What `text` is.
    public var encodingFormat: String?
    /// Keywords.
    public var keywords: [String]?
    /// The icon.
    public var image: CitationImage?
    /// How sensitive it is.
    public var usageInfo: UsageInfo?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A document with a title and what it says.
    public init(name: String, abstract: String, url: String? = nil) {
        objectType = "DigitalDocument"
        self.name = name
        self.abstract = abstract
        self.url = url
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<CitationAppearance> = [
        .init("@type", \.objectType),
        .init("name", \.name),
        .init("abstract", \.abstract),
        .init("url", \.url),
        .init("text", \.text),
        .init("encodingFormat", \.encodingFormat),
        .init("keywords", \.keywords),
        .init("image", \.image),
        .init("usageInfo", \.usageInfo),
    ]
}

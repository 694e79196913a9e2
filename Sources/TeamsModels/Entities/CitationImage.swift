public import JSONKit

/// The icon of a source.
public struct CitationImage: WireObject {
    /// `ImageObject`.
    public var objectType: String?
    /// The icon's name.
    public var name: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<CitationImage> = [
        .init("@type", \.objectType),
        .init("name", \.name),
    ]
}

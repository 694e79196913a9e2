public import JSONKit

/// A source that the text refers to as `[position]`.
public struct Citation: WireObject {
    /// `Claim`.
    public var objectType: String?
    /// The number in the text, from 1.
    public var position: Int?
    /// What is shown of it.
    public var appearance: CitationAppearance?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The source that the text refers to as `[position]`.
    public init(_ position: Int, _ appearance: CitationAppearance) {
        objectType = "Claim"
        self.position = position
        self.appearance = appearance
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<Citation> = [
        .init("@type", \.objectType),
        .init("position", \.position),
        .init("appearance", \.appearance),
    ]
}

public import JSONKit

/// A sensitivity label.
public struct UsageInfo: WireObject {
    /// `CreativeWork`.
    public var objectType: String?
    /// Its id.
    public var entityID: String?
    /// `https://schema.org/Message`.
    public var type: String?
    /// The label.
    public var name: String?
    /// What it means.
    public var description: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A label, and what it means.
    public init(name: String, description: String? = nil) {
        objectType = "CreativeWork"
        type = "https://schema.org/Message"
        self.name = name
        self.description = description
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<UsageInfo> = [
        .init("@type", \.objectType),
        .init("@id", \.entityID),
        .init("type", \.type),
        .init("name", \.name),
        .init("description", \.description),
    ]
}

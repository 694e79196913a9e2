public import JSONKit

/// A card that is no Adaptive Card, and how it is attached to a message.
public protocol TeamsCard: WireObject {
    /// The content type of the attachment.
    static var contentType: String { get }
}

extension TeamsCard {
    /// Reads what it can: a member whose value is not what the card needs is kept among the `extras`.
    public init(json: JSONValue) throws(WireError) { self.init(lenient: try JSONObject(json: json)) }

    /// The card as it is attached to a message: content type and content.
    public var attachment: JSONObject { ["contentType": .string(Self.contentType), "content": json] }
}

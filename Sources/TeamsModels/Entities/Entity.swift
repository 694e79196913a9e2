public import JSONKit

/// What an activity says about its text: a mention, a quote, sources, the client that it was written with.
///
/// An entity that is not known here, or does not have the expected shape, is kept as ``other(_:)``.
public enum Entity: WireValue, Codable {
    /// Somebody named in the text.
    case mention(Mention)
    /// A message that the text quotes.
    case quotedReply(QuotedReply)
    /// The targeted message that this one answers.
    case targetedMessageInfo(TargetedMessageInfo)
    /// Which piece of a stream the activity is.
    case streamInfo(StreamInfo)
    /// What is said about the message as a whole: AI label, sources, sensitivity.
    case message(MessageEntity)
    /// The client that a person wrote with.
    case clientInfo(ClientInfo)
    /// The product that the message came from.
    case productInfo(ProductInfo)
    /// Any other entity, as it was sent.
    case other(JSONValue)

    /// Reads any JSON value: what is not understood becomes ``other(_:)``. Never throws.
    public init(json: JSONValue) throws(WireError) {
        self = (try? Self.known(json)) ?? .other(json)
    }

    /// The entity as it stands on the wire.
    public var json: JSONValue {
        switch self {
        case .mention(let entity): entity.json
        case .quotedReply(let entity): entity.json
        case .targetedMessageInfo(let entity): entity.json
        case .streamInfo(let entity): entity.json
        case .message(let entity): entity.json
        case .clientInfo(let entity): entity.json
        case .productInfo(let entity): entity.json
        case .other(let json): json
        }
    }

    /// The name of its kind, as it was written; nil when it has none.
    public var type: String? { json["type"]?.stringValue }

    private static func known(_ json: JSONValue) throws(WireError) -> Entity? {
        switch json["type"]?.stringValue {
        case "mention": .mention(try Mention(json: json))
        case "clientInfo": .clientInfo(try ClientInfo(json: json))
        case "quotedReply": .quotedReply(try QuotedReply(json: json))
        case "targetedMessageInfo": .targetedMessageInfo(try TargetedMessageInfo(json: json))
        case "https://schema.org/Message": .message(try MessageEntity(json: json))
        case "ProductInfo": .productInfo(try ProductInfo(json: json))
        case let type? where type.lowercased() == "streaminfo": .streamInfo(try StreamInfo(json: json))
        default: nil
        }
    }

    /// Decodes from any format that JSON values can be decoded from.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }

    /// Encodes as a JSON value.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

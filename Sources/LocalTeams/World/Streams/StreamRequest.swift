internal import JSONKit

/// What an activity of a bot says of a stream that it is a piece of. Bots write it into the channel data, into an
/// entity, or both; either is enough.
struct StreamRequest: Sendable, Hashable {
    enum Kind: String, Sendable {
        /// What the bot is doing.
        case informative
        /// The text so far.
        case streaming
        /// The whole message.
        case final
    }

    /// Nil for a type that nobody knows.
    let kind: Kind?
    /// The stream: the id of its first piece, which has none.
    let id: String?
    /// Which piece it is, from 1.
    let number: Int?

    /// Nil for an activity that is no piece of a stream.
    init?(_ activity: JSONObject) {
        let data = activity["channelData"]
        let info = activity["entities"]?.arrayValue?.first(where: Self.isInfo)
        guard info != nil || data?["streamType"]?.stringValue != nil || data?["streamId"]?.stringValue != nil else {
            return nil
        }
        let type = data?["streamType"]?.stringValue ?? info?["streamType"]?.stringValue
        // Documented: "The default value is streaming".
        kind = type.map { Kind(rawValue: $0.lowercased()) } ?? .streaming
        let ids = [data?["streamId"], info?["streamId"], activity["id"]]
        id = ids.compactMap { $0?.stringValue }.first { !$0.isEmpty }
        number = data?["streamSequence"]?.intValue ?? info?["streamSequence"]?.intValue
    }

    /// Whether an entity says which piece of a stream its activity is.
    static func isInfo(_ entity: JSONValue) -> Bool { entity["type"]?.stringValue?.lowercased() == "streaminfo" }
}

internal import JSONKit

/// `PATCH /teams/{t}/channels/{c}`: a channel is renamed, or moderated from now on.
struct ChannelChange: StrictlyDecodable {
    let person: Handle
    let name: String?
    /// Whether moderation keeps bots from posting there.
    let moderated: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        name = try reader.optional("name")
        moderated = try reader.optional("moderated")
        guard name != nil || moderated != nil else { throw reader.error("must say \"name\" or \"moderated\"") }
    }
}

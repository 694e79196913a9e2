internal import JSONKit

/// `POST` and `DELETE /teams/{t}/channels/{c}/shares`: with which other team a shared channel is shared.
struct ChannelShare: StrictlyDecodable {
    let person: Handle
    let team: ConversationID

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        team = try reader.required("team")
    }
}

internal import JSONKit

/// `PATCH /teams/{t}/channels/{c}`: a channel is renamed.
struct ChannelChange: StrictlyDecodable {
    let person: Handle
    let name: String

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        name = try reader.required("name")
    }
}

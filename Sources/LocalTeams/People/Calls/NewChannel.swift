internal import JSONKit

/// `POST /teams/{t}/channels`: a team gets a channel.
struct NewChannel: StrictlyDecodable {
    let person: Handle
    let name: String
    let kind: Workspace.Channel.Kind

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        name = try reader.required("name")
        kind = try reader.optional("kind") ?? .standard
    }
}

internal import JSONKit

/// `POST /teams`: somebody makes a team, with its first channels.
struct NewTeam: StrictlyDecodable {
    /// A name, or an object with a name and a kind.
    struct Channel: StrictlyDecodableValue {
        let name: String
        let kind: Workspace.Channel.Kind

        init(at place: StrictPlace) throws(StrictError) {
            switch place.json {
            case .string(let name):
                self.name = name
                kind = .standard
            case .object:
                (name, kind) = try place.object { (reader) throws(StrictError) in
                    (try reader.required("name"), try reader.optional("kind") ?? .standard)
                }
            default: throw place.mismatch("a name, or an object with a name")
            }
        }
    }

    let person: Handle
    let name: String
    let members: [Handle]
    let channels: [Channel]

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        name = try reader.required("name")
        members = try reader.optional("members") ?? []
        channels = try reader.optional("channels") ?? []
    }
}

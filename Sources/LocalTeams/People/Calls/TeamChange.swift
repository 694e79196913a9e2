internal import JSONKit

/// `PATCH /teams/{t}`: a team is renamed, archived or brought back.
struct TeamChange: StrictlyDecodable {
    let person: Handle
    let name: String?
    let archived: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        name = try reader.optional("name")
        archived = try reader.optional("archived")
    }
}

internal import JSONKit

/// `POST /users`: somebody comes.
struct NewPerson: StrictlyDecodable {
    let handle: Handle
    let name: String
    let locale: String?
    let timeZone: String?
    let readReceipts: Bool?
    /// Whether their Teams is too old to show messages that are for one person alone.
    let oldClient: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        handle = try reader.required("handle")
        name = try reader.required("name")
        locale = try reader.optional("locale")
        timeZone = try reader.optional("timeZone")
        readReceipts = try reader.optional("readReceipts")
        oldClient = try reader.optional("oldClient")
    }
}

internal import JSONKit

/// `PATCH /users/{handle}`: what somebody sets otherwise.
struct PersonChange: StrictlyDecodable {
    let locale: String?
    let timeZone: String?
    let readReceipts: Bool?
    /// Whether their Teams is too old to show messages that are for one person alone.
    let oldClient: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        readReceipts = try reader.optional("readReceipts")
        timeZone = try reader.optional("timeZone")
        locale = try reader.optional("locale")
        oldClient = try reader.optional("oldClient")
    }
}

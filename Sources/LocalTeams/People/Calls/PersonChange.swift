internal import JSONKit

/// `PATCH /users/{handle}`: what somebody sets otherwise.
struct PersonChange: StrictlyDecodable {
    let locale: String?
    let timeZone: String?
    let readReceipts: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        readReceipts = try reader.optional("readReceipts")
        timeZone = try reader.optional("timeZone")
        locale = try reader.optional("locale")
    }
}

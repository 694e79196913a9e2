internal import JSONKit

/// `POST …/messages/{m}/consent`: somebody accepts a bot's file, or declines it.
struct ConsentGiven: StrictlyDecodable {
    let person: Handle
    let accepts: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        accepts = try reader.required("accept")
    }
}

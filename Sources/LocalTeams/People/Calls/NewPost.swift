internal import JSONKit

/// `POST /conversations/{c}/messages`: what somebody writes.
struct NewPost: StrictlyDecodable {
    let person: Handle
    let text: String
    let textFormat: String?
    /// Handles and app ids.
    let mentions: [String]
    let files: [SentFile]
    /// The id of the message that this one answers.
    let quote: String?
    /// The bot that alone gets it.
    let onlyTo: AppID?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        text = try reader.optional("text") ?? ""
        textFormat = try reader.optional("textFormat")
        mentions = try reader.optional("mentions") ?? []
        files =
            try reader.objects("attachments") { (file) throws(StrictError) in
                SentFile(
                    name: try file.required("name"), contentType: try file.required("contentType"),
                    base64: try file.required("base64"))
            } ?? []
        quote = try reader.optional("quote")
        onlyTo = try reader.optional("onlyTo")
    }
}

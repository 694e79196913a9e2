internal import JSONKit

/// `PUT /conversations/{c}/messages/{m}`: somebody writes it anew.
struct PostEdit: StrictlyDecodable {
    let person: Handle
    let text: String

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        text = try reader.required("text")
    }
}

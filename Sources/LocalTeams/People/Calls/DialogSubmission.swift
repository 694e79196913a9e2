internal import JSONKit

/// `POST /dialogs/{id}/submit`: somebody sends the form of a dialog.
struct DialogSubmission: StrictlyDecodable {
    let person: Handle
    /// The button's data and what was typed in.
    let data: JSONValue

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        data = reader.place("data")?.json ?? [:]
    }
}

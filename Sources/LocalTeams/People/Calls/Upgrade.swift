internal import JSONKit

/// `POST /installations/{id}/upgrade`: a new version of the app.
struct Upgrade: StrictlyDecodable {
    let person: Handle
    /// Whether the new version has no bot.
    let removes: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        removes = try reader.optional("removes") ?? false
    }
}

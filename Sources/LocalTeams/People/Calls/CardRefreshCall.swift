internal import JSONKit

/// `POST …/messages/{m}/refresh`: a client brings a card up to date, or somebody asks for it.
struct CardRefreshCall: StrictlyDecodable {
    let person: Handle
    /// Whether the person chose it in the card's menu.
    let isManual: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        isManual = try reader.optional("manual") ?? false
    }
}

internal import JSONKit

/// `PATCH /bots/{bot}`: what is set otherwise about an app.
struct BotChange: StrictlyDecodable {
    /// Its messaging endpoint. Not checked yet.
    let endpoint: String?
    let disabled: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        endpoint = try reader.optional("endpoint")
        disabled = try reader.optional("disabled")
    }
}

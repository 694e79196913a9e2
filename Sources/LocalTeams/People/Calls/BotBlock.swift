internal import JSONKit

/// `POST` and `DELETE /blocks`: which bot somebody blocks, or no longer.
struct BotBlock: StrictlyDecodable {
    let person: Handle
    let bot: AppID

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        bot = try reader.required("bot")
    }
}

internal import JSONKit

/// `POST /activities`: an activity that a bot gets as it stands here, with what every activity carries beside it.
struct RawActivity: StrictlyDecodable {
    let person: Handle
    let bot: AppID
    let conversation: ConversationID
    let activity: JSONObject

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        bot = try reader.required("bot")
        conversation = try reader.required("conversation")
        activity = try reader.required("activity")
    }
}

internal import JSONKit

/// `POST …/messages/{m}/search`: somebody types into an input whose choices the bot knows.
struct ChoiceSearch: StrictlyDecodable {
    let person: Handle
    /// The input's id.
    let input: String
    let query: String
    /// What stands in the card's other inputs.
    let inputs: JSONObject

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        input = try reader.required("input")
        query = try reader.required("query")
        inputs = try reader.jsonObject("inputs") ?? [:]
    }
}

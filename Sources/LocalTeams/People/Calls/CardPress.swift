internal import JSONKit

/// `POST …/messages/{m}/actions`: somebody presses a button.
struct CardPress: StrictlyDecodable {
    let person: Handle
    /// The button's id, else its title, or a JSON pointer to it.
    let action: String
    /// What was typed in, by the ids of the inputs.
    let inputs: JSONObject
    /// Of a press that is repeated after a sign-in: the `state` of the popup, or the `authentication` with a token.
    let signIn: JSONObject

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        action = try reader.required("action")
        inputs = try reader.jsonObject("inputs") ?? [:]
        var signIn = JSONObject()
        signIn["state"] = try reader.optional("state").map(JSONValue.string)
        signIn["authentication"] = try reader.jsonObject("authentication").map(JSONValue.object)
        self.signIn = signIn
    }
}

extension StrictReader {
    /// A member that may be any object.
    mutating func jsonObject(_ name: String) throws(StrictError) -> JSONObject? {
        guard let place = place(name) else { return nil }
        guard case .object(let object) = place.json else { throw place.mismatch("an object") }
        return object
    }
}

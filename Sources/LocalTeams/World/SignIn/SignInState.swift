internal import Foundation
internal import JSONKit

/// `state` of a call for a sign-in link: base64 of `{connectionName, conversation: <reference>, msAppId}`.
struct SignInState: Sendable, Equatable {
    var connection: String
    /// The person's id, as the reference's `user` has it.
    var user: String?
    var conversation: String?
    var appID: String?

    init(_ text: String?) throws(Refusal) {
        guard let text, !text.isEmpty else { throw World.missing("state") }
        guard text.utf8.count <= 64 << 10, let bytes = Self.bytes(text),
            let json = try? JSONValue(parsing: Array(bytes)), let object = FoldedObject(json)
        else { throw .badArgument("state is not the base64 of a JSON object.") }
        guard let name = object["connectionName"]?.stringValue, !name.isEmpty else {
            throw World.missing("state.connectionName")
        }
        connection = name
        let reference = FoldedObject(object["conversation"])
        user = reference?["user"]?["id"]?.stringValue
        conversation = reference?["conversation"]?["id"]?.stringValue
        appID = object["msAppId"]?.stringValue
    }

    /// Both alphabets of base64, with and without what fills it up; a blank is a `+` that nobody encoded.
    private static func bytes(_ text: String) -> Data? {
        var standard = text.replacing("-", with: "+").replacing("_", with: "/").replacing(" ", with: "+")
        standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        return Data(base64Encoded: standard)
    }
}

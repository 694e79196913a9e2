internal import JSONKit

/// The fields and the body of a request or an answer, without secrets.
struct WireLogMessage: Sendable {
    /// The header fields worth reading, names in lower case.
    var fields: JSONObject = [:]
    /// The claims of the bearer token that came along.
    var token: JSONValue?
    /// The body: JSON as it was, anything else as text or as its length.
    var body: JSONValue?
    /// Roughly what it costs while it is kept, in bytes: a tree is many times its text.
    var cost: Int { fields.cost + (token?.cost ?? 0) + (body?.cost ?? 0) }

    var json: JSONValue {
        var object: JSONObject = [:]
        if !fields.isEmpty { object["headers"] = .object(fields) }
        object["token"] = token
        object["body"] = body
        return .object(object)
    }
}

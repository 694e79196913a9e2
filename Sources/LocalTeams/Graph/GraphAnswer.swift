internal import JSONKit

/// What Microsoft Graph answers.
struct GraphAnswer: Sendable {
    var status: Int
    /// Nil for no body.
    var json: JSONObject?
    /// What was made stands below the address of the request under this name.
    var made: String?
    /// What the log says besides.
    var note: String?

    static let done = GraphAnswer(status: 204)

    static func resource(_ json: JSONObject) -> GraphAnswer { GraphAnswer(status: 200, json: json) }
}

internal import JSONKit

/// What is learnt of a call to Microsoft Graph while it is answered.
struct GraphExchange: NotedExchange, Sendable {
    /// The app id of the caller, once it is known.
    var bot: AppID?
    /// What the log says besides.
    var note: String?
    /// The body, when it is a JSON object.
    var body: JSONObject?
    /// Whether somebody knows what the body says.
    var isRead = false
    /// The methods that the path has instead.
    var allowed: [String] = []
}

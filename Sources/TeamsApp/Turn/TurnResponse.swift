public import JSONKit

/// What the bot answers to one activity over HTTP. For messages and events it carries no content; for an invoke it is
/// the answer itself.
public struct TurnResponse: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The body, sent as JSON; nil for an empty one.
    public var body: JSONValue?

    /// A response with any status and body.
    public init(status: Int = 200, body: JSONValue? = nil) {
        self.status = status
        self.body = body
    }

    /// 200 without a body.
    public static let ok = TurnResponse()

    /// 200 with `value` as its body.
    public static func json(_ value: JSONValue) -> TurnResponse {
        TurnResponse(body: value)
    }

    /// An error in the shape that all of the endpoint's errors have: `{"error": …}`.
    static func failure(_ status: Int, _ message: String) -> TurnResponse {
        TurnResponse(status: status, body: ["error": .string(message)])
    }
}

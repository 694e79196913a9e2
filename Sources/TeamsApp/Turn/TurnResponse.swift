public import JSONKit

/// What the bot answers to one activity over HTTP. For messages and events it carries no content; for an invoke it is
/// the answer itself.
public struct TurnResponse: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The body, sent as JSON; nil for an empty one.
    public var body: JSONValue?
    /// What a handler threw, in one line, for who develops the bot; nil elsewhere.
    var botError: String?
    /// Why the activity came to no handler, though there is one for it.
    var misfit: PayloadMisfit?
    /// When the same may be posted again, in seconds.
    var retryAfterSeconds: Int?

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

    /// More turns run than the bot takes. Not 503: Teams stops delivering to a bot that answers 5xx again and again.
    static let busy: TurnResponse = {
        var response = failure(429, "Too many activities are being answered; post it again later")
        response.retryAfterSeconds = 5
        return response
    }()
}

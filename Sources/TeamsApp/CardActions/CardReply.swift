internal import JSONKit
internal import TeamsCards
internal import TeamsModels

/// What a client that waits for an `Action.Execute` is told: 200, and a status inside.
///
/// - SeeAlso: the six answers of the
///   [reference](https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format)
enum CardReply {
    private static let prefix = "application/vnd.microsoft."

    static func card(_ card: AdaptiveCard) -> TurnResponse { reply(200, "card.adaptive", card.json) }

    static func message(_ text: String) -> TurnResponse { reply(200, "activity.message", .string(text)) }

    /// An empty body would be no answer: the client would say that something went wrong.
    static let nothing = message("")

    static func error(_ text: String, code: String, status: Int = 400) -> TurnResponse {
        reply(status, "error", ["code": .string(code), "message": .string(text)])
    }

    static func signIn(_ card: OAuthCard) -> TurnResponse { reply(401, "activity.loginRequest", card.json) }

    /// The code of a sign-in is wrong, or too old.
    static let wrongCode = reply(401, "error.incorrectAuthCode", .null)

    /// The client's own token is not enough: it asks the person.
    static func tokenRefused(_ text: String) -> TurnResponse {
        reply(412, "error.preconditionFailed", ["code": "412", "message": .string(text)])
    }

    private static func reply(_ status: Int, _ type: String, _ value: JSONValue) -> TurnResponse {
        .json(["statusCode": JSONValue(status), "type": .string(prefix + type), "value": value])
    }
}

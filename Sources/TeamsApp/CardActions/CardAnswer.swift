public import TeamsCards

/// What becomes of a button of a card that was pressed.
///
/// An `Action.Execute` waits for an answer, which its client shows to that person alone. An `Action.Submit` does not:
/// what is for one person is sent as a message that they alone see, or takes the place of the card where nobody else
/// sees it anyway.
///
/// | answer | `Action.Execute` | `Action.Submit` |
/// |---|---|---|
/// | ``card(_:)`` | replaces the card for this person | the same where nobody else sees it, else sent to them alone |
/// | ``everyone(_:)`` | replaces the card for all | the same |
/// | ``card(_:everyoneElse:)`` | replaces it for all, and for this person by another | the same, as ``card(_:)`` |
/// | ``message(_:)`` | is shown for a moment | is sent to this person alone |
/// | ``new(_:)`` | sends a message, and leaves the card | the same |
/// | ``error(_:code:)`` | is shown on the card | is sent to this person alone |
/// | ``signIn(_:text:button:)`` | signs in, and presses again | sends a card that signs in |
/// | ``none`` | leaves the card | nothing |
public struct CardAnswer: Sendable {
    enum Kind: Sendable {
        case card(AdaptiveCard)
        case everyone(AdaptiveCard)
        case split(AdaptiveCard, everyoneElse: AdaptiveCard)
        case message(String)
        case new(Message)
        case error(String, code: String)
        case signIn(String?, text: String, button: String)
        case none
    }
    let kind: Kind

    /// Another card for this person. What all others see stays as it is.
    public static func card(_ card: AdaptiveCard) -> CardAnswer { CardAnswer(kind: .card(card)) }

    /// Another card for everyone who sees the pressed one. It takes the place of the message: for all of a
    /// conversation, or for the one person whom a whisper was for.
    ///
    /// A card that brings itself up to date is not changed for everyone on the way: all of them would ask again. There
    /// it is for this person alone.
    public static func everyone(_ card: AdaptiveCard) -> CardAnswer { CardAnswer(kind: .everyone(card)) }

    /// A card for this person, and another one for everyone else.
    public static func card(_ card: AdaptiveCard, everyoneElse: AdaptiveCard) -> CardAnswer {
        CardAnswer(kind: .split(card, everyoneElse: everyoneElse))
    }

    /// Words for this person.
    public static func message(_ text: String) -> CardAnswer { CardAnswer(kind: .message(text)) }

    /// A new message in the conversation: a text, a card. Where the card was seen by one person alone, it is too.
    public static func new(_ content: some MessageContent) -> CardAnswer { CardAnswer(kind: .new(content.message)) }

    /// What this person did wrong, or why it does not work.
    ///
    /// - Parameters:
    ///   - text: what to do about it.
    ///   - code: its name, for clients.
    public static func error(_ text: String, code: String = "BadRequest") -> CardAnswer {
        CardAnswer(kind: .error(text, code: code))
    }

    /// This person has to sign in first. After an `Action.Execute` the client signs in and presses again by itself, and
    /// ``TurnContext/userToken(_:)`` has the token then; after an `Action.Submit`, `app.on(.signedIn)` goes on.
    ///
    /// - Parameters:
    ///   - connection: the connection's name; ``AppConfiguration/signInConnection`` unless said.
    ///   - text: what is said about it.
    ///   - button: what stands on the button.
    public static func signIn(
        _ connection: String? = nil, text: String = "Please sign in to continue.", button: String = "Sign in"
    ) -> CardAnswer {
        CardAnswer(kind: .signIn(connection, text: text, button: button))
    }

    /// Nothing: the card stays as it is.
    public static let none = CardAnswer(kind: .none)
}

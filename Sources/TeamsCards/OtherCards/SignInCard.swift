public import JSONKit

/// A card that asks a person to sign in. Bots only.
public struct SignInCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.signin"

    /// Why.
    public var text: String?
    /// A button of the type `signin` or `openUrl`.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("text", \.text),
        WireMember("buttons", \.buttons),
    ]
}

extension SignInCard {
    /// Asks to sign in at `url`.
    public init(text: String, title: String, url: String) {
        self.text = text
        buttons = [.signIn(title, url)]
    }
}

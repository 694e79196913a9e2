public import JSONKit

/// Why a client could not sign somebody in. The letters' case does not matter.
public struct SignInFailureCode: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The app could not be installed for the person.
    public static let installAppFailed: SignInFailureCode = "installappfailed"
    /// Microsoft Entra refused the request for the token.
    public static let authRequestFailed: SignInFailureCode = "authrequestfailed"
    /// The app that the card belongs to is not among those of the person.
    public static let installedAppNotFound: SignInFailureCode = "installedappnotfound"
    /// The bot did not answer the offer of a token.
    public static let invokeError: SignInFailureCode = "invokeerror"
    /// The address of the token's resource is not that of the app's registration.
    public static let resourceMatchFailed: SignInFailureCode = "resourcematchfailed"
    /// The card is not one that signs in.
    public static let oauthCardNotValid: SignInFailureCode = "oauthcardnotvalid"
    /// Microsoft Entra gave no token.
    public static let tokenMissing: SignInFailureCode = "tokenmissing"
    /// The person has not agreed yet that the app may act for them.
    public static let userConsentRequired: SignInFailureCode = "userconsentrequired"
    /// The person has to do something: a second factor, a new password.
    public static let interactionRequired: SignInFailureCode = "interactionrequired"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }

    /// Which setting is wrong, and what to do; nil for a code that is not known here.
    ///
    /// - SeeAlso: [Bot authentication with single
    ///   sign-on](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-register-aad)
    public var advice: String? { Self.advice[self] }

    private static let advice: [SignInFailureCode: String] = [
        .installAppFailed:
            "the app could not be installed for the person: check that the app's permission and setup policies in the "
            + "Teams admin centre let them have it",
        .authRequestFailed:
            "Microsoft Entra refused the token: in the app registration, *Expose an API* must list the Teams clients "
            + "under *Authorized client applications*, and \"webApplicationInfo.id\" of the manifest must be the "
            + "registration's *Application (client) ID*",
        .installedAppNotFound:
            "the app is not installed where the card was shown: \"bots[].botId\" of the manifest must be the bot's "
            + "CLIENT_ID, and the app must be installed in that chat or team",
        .invokeError:
            "the bot did not answer signin/tokenExchange with 200: check the *Messaging endpoint* of the Azure Bot, "
            + "and the bot's log for what its handler threw",
        .resourceMatchFailed:
            "the *Application ID URI* under *Expose an API* of the app registration, \"webApplicationInfo.resource\" "
            + "of the manifest and the *Token Exchange URL* of the OAuth connection setting must be the same, "
            + "usually api://botid-<CLIENT_ID>",
        .oauthCardNotValid:
            "the card is no OAuth card that Teams can use: its connection must be the name of an *OAuth connection "
            + "setting* of the Azure Bot, and its token exchange resource must come from the token service",
        .tokenMissing:
            "Microsoft Entra gave no token: under *Expose an API* the app registration needs the scope "
            + "\"access_as_user\", enabled, and \"accessTokenAcceptedVersion\" 2 in its manifest",
        .userConsentRequired:
            "the person has not agreed yet: they press the card's button, or an administrator grants consent under "
            + "*API permissions* of the app registration",
        .interactionRequired:
            "the person has to do something, such as a second factor that a *Conditional Access* policy asks for: they "
            + "press the card's button",
    ]
}

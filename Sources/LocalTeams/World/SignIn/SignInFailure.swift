internal import JSONKit

/// Why a client could not sign somebody in silently (E61; wire contract, section 20).
enum SignInFailure: String, StrictChoice {
    case installappfailed, authrequestfailed, installedappnotfound, invokeerror, resourcematchfailed
    case oauthcardnotvalid, tokenmissing, userconsentrequired, interactionrequired

    /// What the client says of it.
    var message: String {
        switch self {
        case .installappfailed: "The app could not be installed"
        case .authrequestfailed: "The request for the token failed"
        case .installedappnotfound: "The installed app was not found"
        case .invokeerror: "The invoke failed"
        case .resourcematchfailed: "Resource match failed"
        case .oauthcardnotvalid: "The OAuth card is not valid"
        case .tokenmissing: "The token is missing"
        case .userconsentrequired: "The user has to consent"
        case .interactionrequired: "The user has to interact"
        }
    }
}

internal import JSONKit

/// `POST /signins`: what becomes of somebody's sign-in.
struct NewSignIn: StrictlyDecodable {
    enum Outcome: String, StrictChoice {
        case token, cancel, failure
    }

    let person: Handle
    let bot: AppID
    let connection: String
    let outcome: Outcome
    /// Why it failed.
    let code: SignInFailure?
    /// Whether only that is tried which asks the person nothing, as a client does when it sees the card.
    let isSilent: Bool

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        bot = try reader.required("bot")
        connection = try reader.required("connection")
        outcome = try reader.required("outcome")
        code = try reader.optional("code")
        isSilent = try reader.optional("silent") ?? false
        guard code == nil || outcome == .failure else {
            throw reader.error(at: "code", "is for the outcome \"failure\" alone")
        }
    }
}

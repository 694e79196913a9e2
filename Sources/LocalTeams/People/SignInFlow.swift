internal import Foundation
internal import JSONKit

/// What a client does to sign a person in: first it offers a token, and when the bot cannot use it there is the popup.
struct SignInFlow: Sendable {
    enum Mode: Sendable {
        /// The token alone, as on sight of the card.
        case silent
        /// The popup alone, as by the card's button.
        case popup
        /// The token, and then the popup.
        case whatever
    }

    let host: WorldHost
    let keys: KeyRing

    /// - Returns: the last answer of the bot, and `steps`: the invokes that were sent.
    func signIn(
        _ person: Handle, for bot: AppID, at connection: String, mode: Mode, code: String = SignInFlow.code()
    ) async throws -> JSONObject {
        var steps: [JSONValue] = []
        var answer = JSONObject()
        if mode != .popup {
            let offered = try await offeredToken(of: person, for: bot)
            let (first, step) = try await step(person, bot, connection, popup: false, offered, code)
            answer = first
            let isOver = step != .exchange || (200..<300).contains(answer["invoke"]?["status"]?.intValue ?? 0)
            if let name = Self.name(of: step) { steps.append(.string(name)) }
            if isOver || mode == .silent {
                answer["steps"] = .array(steps)
                return answer
            }
        }
        let (last, step) = try await step(person, bot, connection, popup: true, "", code)
        answer = last
        if let name = Self.name(of: step) { steps.append(.string(name)) }
        answer["steps"] = .array(steps)
        return answer
    }

    func cancel(_ person: Handle, for bot: AppID, at connection: String) async throws -> JSONObject {
        try await GestureAnswer(host: host).answer { try $0.cancelSignIn(person, for: bot, at: connection) }
    }

    func fail(
        _ person: Handle, for bot: AppID, at connection: String, _ failure: SignInFailure
    ) async throws -> JSONObject {
        try await GestureAnswer(host: host).answer { try $0.failSignIn(person, for: bot, at: connection, failure) }
    }

    private func step(
        _ person: Handle, _ bot: AppID, _ connection: String, popup: Bool, _ offered: String, _ code: String
    ) async throws -> (JSONObject, World.SignInStep) {
        let own = Secret.token()
        let (answer, step) = try await GestureAnswer(host: host).ask { world in
            let (step, gesture) = try world.signIn(
                person, for: bot, at: connection, popup: popup, token: (offered, own), code: code)
            return (gesture, step)
        }
        return (answer, step)
    }

    private static func name(of step: World.SignInStep) -> String? {
        switch step {
        case .exchange: "signin/tokenExchange"
        case .popup: "signin/verifyState"
        case .done: nil
        }
    }

    /// Six digits.
    static func code() -> String { String(Int.random(in: 100_000...999_999)) }

    /// What a client has of the person's own sign-in: a token for the bot, with the claims that Microsoft Entra gives.
    private func offeredToken(of handle: Handle, for bot: AppID) async throws -> String {
        let (person, tenant) = try await host.read { (try $0.known(handle), $0.tenant.id) }
        let now = Int(Date().timeIntervalSince1970)
        let claims: JSONObject = [
            "aud": .string("api://botid-\(bot)"), "iss": .string("https://login.microsoftonline.com/\(tenant)/v2.0"),
            "iat": .number(JSONNumber(now)), "nbf": .number(JSONNumber(now)), "exp": .number(JSONNumber(now + 3600)),
            "jti": .string(Secret.guid()), "oid": .string(person.aadObjectId), "tid": .string(tenant),
            "name": .string(person.name), "preferred_username": .string(person.userPrincipalName),
            "scp": "access_as_user", "ver": "2.0",
        ]
        do { return try keys.sign(claims) } catch {
            throw Refusal(status: 500, code: "InternalError", message: "The token cannot be signed.")
        }
    }
}

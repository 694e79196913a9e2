internal import HTTPKit
internal import JSONKit

/// The page that a sign-in's link leads to, in the place of the one of Microsoft Entra. Its link cannot be guessed, and
/// is the only key.
extension ServicePlane {
    static func addSignInRoutes(_ add: (String, String, String, @escaping IdentityHandler) -> Void) {
        add("GET", "/api/oauth/signin", "usertoken") { plane, request, _ in try await plane.showSignIn(request) }
        add("POST", "/api/oauth/signin", "usertoken") { plane, request, _ in try await plane.finishSignIn(request) }
        add("POST", "/api/oauth/token", "usertoken") { plane, request, _ in try await plane.takeToken(request) }
    }

    private func showSignIn(_ request: HTTP.Request) async throws -> HTTP.Response {
        let id = request.queryValue("signin") ?? ""
        let page = try await host.read { world -> SignInPage? in
            guard let offer = world.signIns.offer(id) else { return nil }
            return SignInPage(
                id: id, bot: world.bot(offer.bot)?.name ?? "Bot", connection: offer.connection,
                people: world.directory.people.filter { offer.person == nil || $0.handle == offer.person })
        }
        guard let page else { return SignInPage.gone }
        return page.response
    }

    private func finishSignIn(_ request: HTTP.Request) async throws -> HTTP.Response {
        let form = HTTP.Form(body: request.body)
        let id = form["signin"] ?? request.queryValue("signin") ?? ""
        guard let offer = try await host.read({ $0.signIns.offer(id) }) else { return SignInPage.gone }
        guard let person = offer.person ?? form["as"].map(Handle.init(rawValue:)) else {
            return SignInPage.over("Nobody was chosen.", status: 400)
        }
        let flow = SignInFlow(host: host, keys: keys)
        do {
            switch form["outcome"] {
            case "token"?:
                let code = SignInFlow.code()
                _ = try await flow.signIn(person, for: offer.bot, at: offer.connection, mode: .popup, code: code)
                if let address = offer.finalRedirect.flatMap({ try? HTTP.Address($0) }), address.isLoopback {
                    var response = HTTP.Response.empty(status: 303)
                    response.fields["Location"] = address.description
                    return response
                }
                return SignInPage.over("You are signed in. The code is \(code).")
            case "cancel"?:
                _ = try await flow.cancel(person, for: offer.bot, at: offer.connection)
                return SignInPage.over("The sign-in was cancelled.")
            case "failure"?:
                guard let failure = form["code"].flatMap(SignInFailure.init(rawValue:)) else {
                    return SignInPage.over("No such failure is known.", status: 400)
                }
                _ = try await flow.fail(person, for: offer.bot, at: offer.connection, failure)
                return SignInPage.over("The sign-in failed: \(failure.message).")
            default: return SignInPage.over("Nothing was chosen.", status: 400)
            }
        } catch let refusal as Refusal {
            return SignInPage.over(refusal.message, status: refusal.status)
        }
    }

    /// `tokenPostResource`: a client that has the person's token leaves it there.
    private func takeToken(_ request: HTTP.Request) async throws -> HTTP.Response {
        let id = request.queryValue("signin") ?? ""
        let json = try JSONValue(body: request.body)
        guard let token = json["token"]?.stringValue, !token.isEmpty else { throw World.missing("token") }
        let isTaken = try await host.change { world in
            guard let offer = world.signIns.offer(id), let person = offer.person else { return false }
            world.signIn(
                at: UserToken.Place(person: person, bot: offer.bot, connection: offer.connection), token: token)
            return true
        }
        guard isTaken.value else {
            throw Refusal(status: 404, code: "NotFound", message: "No sign-in was offered under this address.")
        }
        return .empty(status: 200)
    }
}

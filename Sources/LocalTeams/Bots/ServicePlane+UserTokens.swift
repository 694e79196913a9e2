internal import HTTPKit
internal import JSONKit

/// The user token service: tokens of people, for bots (wire contract, section 20).
extension ServicePlane {
    static func addUserTokenRoutes(to table: inout RouteTable<Operation>) {
        func add(_ method: String, _ path: String, _ handler: @escaping Handler) {
            table.add(method, "/api" + path, Operation(name: "usertoken", handler: handler))
        }
        add("GET", "/usertoken/GetToken") { try await $0.userToken($1) }
        add("POST", "/usertoken/GetAadTokens") { try await $0.resourceTokens($1) }
        add("GET", "/usertoken/GetTokenStatus") { try await $0.tokenStatus($1) }
        add("DELETE", "/usertoken/SignOut") { try await $0.signOut($1) }
        add("POST", "/usertoken/exchange") { try await $0.exchangeToken($1) }
        add("GET", "/botsignin/GetSignInUrl") { try await $0.signInURL($1) }
        add("GET", "/botsignin/GetSignInResource") { try await $0.signInResource($1) }
    }

    private func userToken(_ call: ServiceCall) async throws -> Answer {
        let token = Secret.token()
        let found = try await host.change { world in
            try world.userToken(call.tokenQuery, code: call.text("code"), token: token, for: call.bot)
        }
        return found.value.map { .json(200, .object($0)) } ?? .noToken
    }

    private func resourceTokens(_ call: ServiceCall) async throws -> Answer {
        let found = try await host.read { world in
            try world.resourceTokens(call.tokenQuery, call.resources, for: call.bot)
        }
        return found.map { .json(200, .object($0)) } ?? .noToken
    }

    private func tokenStatus(_ call: ServiceCall) async throws -> Answer {
        let include = call.text("include") ?? call.text("includeFilter")
        let status = try await host.read { try $0.tokenStatus(call.tokenQuery, include: include, for: call.bot) }
        return .json(200, .array(status))
    }

    private func signOut(_ call: ServiceCall) async throws -> Answer {
        _ = try await host.change { try $0.signOut(call.tokenQuery, for: call.bot) }
        return .empty()
    }

    private func exchangeToken(_ call: ServiceCall) async throws -> Answer {
        let offered = call.body["token"]?.stringValue
        guard offered != nil || call.body["uri"]?.stringValue != nil else { throw World.missing("token") }
        let token = Secret.token()
        let exchanged = try await host.change { world in
            try world.exchange(call.tokenQuery, offered: offered, token: token, for: call.bot)
        }
        return .json(200, .object(exchanged.value))
    }

    private func signInURL(_ call: ServiceCall) async throws -> Answer {
        let link = try await offerSignIn(call)["signInLink"]?.stringValue ?? ""
        return Answer(response: .text(link))
    }

    private func signInResource(_ call: ServiceCall) async throws -> Answer {
        .json(200, .object(try await offerSignIn(call)))
    }

    private func offerSignIn(_ call: ServiceCall) async throws -> JSONObject {
        let state = try SignInState(call.text("state"))
        let id = Secret.hex()
        let resource = Secret.guid()
        return try await host.change { world in
            try world.offerSignIn(
                state, finalRedirect: call.text("finalRedirect"), id: id, resource: resource, by: call.bot)
        }.value
    }
}

extension ServicePlane.Answer {
    /// 404 without a body, as the service has it.
    fileprivate static let noToken = Self(response: .empty(status: 404), note: "The person is not signed in there.")
}

extension ServiceCall {
    /// Whom and what it is about. SDKs write the names in several ways, and put them into the query or the body.
    fileprivate var tokenQuery: World.UserTokenQuery {
        let body = FoldedObject(self.body)
        return World.UserTokenQuery(
            user: text("userId") ?? body["userId"]?.stringValue,
            connection: text("connectionName") ?? text("connection") ?? body["connectionName"]?.stringValue,
            channel: text("channelId") ?? body["channelId"]?.stringValue)
    }

    /// `resourceUrls` of the body, or of the query: several items, or one with commas.
    fileprivate var resources: [String] {
        if let listed = FoldedObject(body)["resourceUrls"]?.arrayValue { return listed.compactMap(\.stringValue) }
        return request.queryItems.filter { $0.name.lowercased() == "resourceurls" }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
    }
}

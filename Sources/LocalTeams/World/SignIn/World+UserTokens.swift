internal import JSONKit

// The user token service (wire contract, section 20).

extension World {
    /// How long a person stays signed in. User tokens follow the world's clock: nothing verifies them.
    static let userTokenLifetime = Duration.seconds(3600)
    private static let provider = "Local Teams"

    /// Who and what a call is about.
    struct UserTokenQuery: Sendable, Equatable {
        var user: String?
        var connection: String?
        var channel: String?
    }

    @discardableResult
    mutating func addConnection(_ connection: Connection, to appId: AppID) throws(Refusal) -> Connection {
        let bot = try knownBot(appId)
        try Self.check(connection.name, "name")
        guard !bot.connections.contains(where: { Self.isSame($0.name, connection.name) }) else {
            throw .conflict("the bot has a connection named \"\(connection.name.excerpt)\" already")
        }
        guard bot.connections.count < 100 else { throw .conflict("a bot has 100 connections at most") }
        var changed = bot
        changed.connections.append(connection)
        directory.change(changed)
        resetKeeps(appId) { $0.connections = changed.connections }
        showWorkspace()
        return connection
    }

    private static func isSame(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

    /// A connection of a bot, by its name in whatever case.
    func connection(_ name: String, of bot: AppID) -> Connection? {
        self.bot(bot)?.connections.first { Self.isSame($0.name, name) }
    }

    /// The token of a person, if there is one; by the six digits of a popup it comes into being.
    mutating func userToken(
        _ query: UserTokenQuery, code: String?, token: String, for bot: AppID
    ) throws(Refusal) -> JSONObject? {
        let place = try place(of: query, for: bot)
        if let code, !code.isEmpty {
            guard signIns.takeCode(code, for: place) else { return nil }
            signIn(at: place, token: token)
        }
        return signIns.token(at: place, now: now).map { shown($0, query.channel) }
    }

    /// Tokens for other resources of a person who is signed in.
    func resourceTokens(
        _ query: UserTokenQuery, _ resources: [String], for bot: AppID
    ) throws(Refusal) -> JSONObject? {
        let place = try place(of: query, for: bot)
        guard let token = signIns.token(at: place, now: now) else { return nil }
        var found = JSONObject()
        for resource in resources {
            var each = shown(token, query.channel)
            each["token"] = .string(StableID.opaque(64, "resource", token.token, resource))
            found[resource] = .object(each)
        }
        return found
    }

    /// The bot's connections, and whether a person has a token there.
    /// - Parameter include: names, with commas between them; all when nil.
    func tokenStatus(_ query: UserTokenQuery, include: String?, for bot: AppID) throws(Refusal) -> [JSONValue] {
        let person = try person(of: query, for: bot)
        let names = include.map { $0.split(separator: ",").map { Self.trimmed($0).lowercased() } } ?? []
        return (self.bot(bot)?.connections ?? []).filter { names.isEmpty || names.contains($0.name.lowercased()) }
            .map { connection in
                let place = UserToken.Place(person: person, bot: bot, connection: connection.name)
                return [
                    "channelId": .string(query.channel ?? "msteams"), "connectionName": .string(connection.name),
                    "hasToken": .bool(signIns.token(at: place, now: now) != nil),
                    "serviceProviderDisplayName": .string(Self.provider),
                ]
            }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        text.drop { $0 == " " }
    }

    /// Of one connection, or of all.
    mutating func signOut(_ query: UserTokenQuery, for bot: AppID) throws(Refusal) {
        let person = try person(of: query, for: bot)
        let names = try query.connection.map { (name) throws(Refusal) in [try known(name, of: bot).name] }
        for name in names ?? self.bot(bot)?.connections.map(\.name) ?? [] {
            _ = signIns.remove(UserToken.Place(person: person, bot: bot, connection: name))
        }
    }

    /// A token that a client offered, for one of the connection.
    /// - Parameters:
    ///   - offered: the client's token; nil where the call names a `uri`.
    ///   - token: the one that there will be.
    mutating func exchange(
        _ query: UserTokenQuery, offered: String?, token: String, for bot: AppID
    ) throws(Refusal) -> JSONObject {
        let place = try place(of: query, for: bot)
        let connection = try known(place.connection, of: bot)
        guard let offered else {
            // By the address of a resource: whoever is signed in has a token for it.
            guard let token = signIns.token(at: place, now: now) else { throw Self.consentNeeded }
            return shown(token, query.channel)
        }
        guard connection.sso else {
            throw .badArgument("The connection \(connection.name) has no token exchange URL.")
                .noted("Rule: single sign-on is a setting of the connection (POST /_local/connections, sso).")
        }
        guard let owner = signIns.owner(of: offered), owner.person == place.person, owner.bot == bot else {
            throw .badArgument("The token is not one that can be exchanged.")
                .noted("Rule: the token is the one that the client offered, of the same person and for the same bot.")
        }
        guard !connection.asksConsent || signIns.hasConsented(place) else { throw Self.consentNeeded }
        signIn(at: place, token: token)
        guard let signedIn = signIns.token(at: place, now: now) else { throw Self.consentNeeded }
        return shown(signedIn, query.channel)
    }

    private static let consentNeeded = Refusal(
        status: 412, code: "PreconditionFailed", message: "The user has to consent.",
        note: "Rule: without the person's consent there is nothing to exchange: the popup asks for it.")

    mutating func signIn(at place: UserToken.Place, token: String) {
        signIns.put(
            UserToken(
                person: place.person, bot: place.bot, connection: place.connection, token: token,
                expires: now + Self.userTokenLifetime))
    }

    private func shown(_ token: UserToken, _ channel: String?) -> JSONObject {
        [
            "channelId": .string(channel ?? "msteams"), "connectionName": .string(token.connection),
            "token": .string(token.token), "expiration": .string(token.expires.text),
        ]
    }

    // MARK: - Who and where

    private func person(of query: UserTokenQuery, for bot: AppID) throws(Refusal) -> Handle {
        guard let id = query.user, !id.isEmpty else { throw Self.missing("userId") }
        guard let handle = try resolve(id, for: bot) else {
            throw Refusal(status: 404, code: "NotFound", message: "The user was not found.")
        }
        return handle
    }

    private func known(_ connection: String, of bot: AppID) throws(Refusal) -> Connection {
        guard let found = self.connection(connection, of: bot) else {
            throw Refusal(
                status: 404, code: "NotFound",
                message: "The bot has no connection named \(connection.excerpt).",
                note: "Rule: connections are settings of the bot's registration (POST /_local/connections).")
        }
        return found
    }

    private func place(of query: UserTokenQuery, for bot: AppID) throws(Refusal) -> UserToken.Place {
        guard let name = query.connection, !name.isEmpty else { throw Self.missing("connectionName") }
        let person = try person(of: query, for: bot)
        return UserToken.Place(person: person, bot: bot, connection: try known(name, of: bot).name)
    }

    static func missing(_ name: String) -> Refusal {
        Refusal(status: 400, code: "MissingProperty", message: "The request lacks \"\(name)\".")
    }
}

extension World {
    /// Where people sign in.
    /// - Parameters:
    ///   - state: base64 of `{connectionName, conversation, msAppId}`.
    ///   - id: what will stand in the link.
    mutating func offerSignIn(
        _ state: SignInState, finalRedirect: String? = nil, id: String, resource: String, by bot: AppID
    ) throws(Refusal) -> JSONObject {
        let connection = try known(state.connection, of: bot)
        let person = try state.user.flatMap { (id) throws(Refusal) in try resolve(id, for: bot) }
        let conversation = state.conversation.map { ConversationAddress(ConversationID(rawValue: $0)).base }
        signIns.add(
            SignInOffer(
                bot: bot, connection: connection.name, person: person, conversation: conversation,
                finalRedirect: finalRedirect), as: id)
        let canExchange = connection.sso && state.appID?.lowercased() == bot.rawValue.lowercased()
        return JSONObject(present: [
            "signInLink": .string("\(origin)/api/oauth/signin?signin=\(id)"),
            "tokenExchangeResource": canExchange
                ? [
                    "id": .string(resource), "uri": .string("api://botid-\(bot)"), "providerId": .string(Self.provider),
                ] : nil,
            "tokenPostResource": ["sasUrl": .string("\(origin)/api/oauth/token?signin=\(id)")],
        ])
    }
}

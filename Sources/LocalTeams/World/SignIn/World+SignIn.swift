internal import JSONKit

// What people do to sign in, and what bots hear of it (E59–E61).

extension World {
    private static let oauthCard = "application/vnd.microsoft.card.oauth"

    /// An OAuth card in front of a person.
    private struct Card {
        var place: Place
        var message: Message
        var exchange: JSONObject?
    }

    /// How a person goes on to sign in.
    enum SignInStep: Sendable, Equatable {
        /// The client offers a token (E59).
        case exchange
        /// The popup ends with a code (E60).
        case popup
        /// There was no card: the person is signed in, and no bot was told.
        case done
    }

    /// Begins to sign somebody in, by the newest card that offers it.
    /// - Parameters:
    ///   - popup: whether the person uses the popup, whatever the client can do.
    ///   - tokens: what becomes the client's token, and the person's where there is no card.
    mutating func signIn(
        _ handle: Handle, for appId: AppID, at name: String, popup: Bool, token: (offered: String, own: String),
        code: String
    ) throws(Refusal) -> (step: SignInStep, gesture: Gesture) {
        let place = try place(of: handle, for: appId, at: name)
        guard let card = card(for: handle, from: appId, at: place.connection) else {
            signIn(at: place, token: token.own)
            return (.done, Gesture(nothing: "no card offers the sign-in: the person is signed in, and no bot is told"))
        }
        // In a channel no client offers a token.
        let canExchange = card.place.team == nil && connection(place.connection, of: appId)?.sso == true
        if !popup, canExchange, let exchange = card.exchange {
            signIns.add(offeredToken: token.offered, of: place)
            let value: JSONObject = [
                "id": exchange["id"] ?? .null, "connectionName": .string(place.connection),
                "token": .string(token.offered),
            ]
            ask(
                appId, "signin/tokenExchange", .object(value), about: card.message.id, in: card.place,
                named: conversation(of: card.message, in: card.place), by: handle)
            return (.exchange, Gesture(asked: asked(place, card)))
        }
        signIns.setCode(code, for: place)
        ask(
            appId, "signin/verifyState", ["state": .string(code)], replyTo: card.message.id, hasSource: true,
            about: card.message.id, in: card.place, named: conversation(of: card.message, in: card.place), by: handle)
        return (.popup, Gesture(asked: asked(place, card)))
    }

    /// E61: the client could not do it.
    mutating func failSignIn(
        _ handle: Handle, for appId: AppID, at name: String, _ failure: SignInFailure
    ) throws(Refusal) -> Gesture {
        let place = try place(of: handle, for: appId, at: name)
        guard let card = card(for: handle, from: appId, at: place.connection) else {
            throw .conflict("no card offers the sign-in to \(handle): there is nothing to fail")
        }
        ask(
            appId, "signin/failure",
            ["code": .string(failure.rawValue), "message": .string(failure.message)], about: card.message.id,
            in: card.place,
            named: conversation(of: card.message, in: card.place), by: handle)
        return Gesture(asked: asked(place, card))
    }

    /// The popup was closed: the client tells nobody.
    func cancelSignIn(_ handle: Handle, for appId: AppID, at name: String) throws(Refusal) -> Gesture {
        _ = try place(of: handle, for: appId, at: name)
        return Gesture(nothing: "the popup was closed: Teams tells the bot nothing")
    }

    private func place(of handle: Handle, for appId: AppID, at name: String) throws(Refusal) -> UserToken.Place {
        try known(handle)
        try knownBot(appId)
        guard let connection = connection(name, of: appId) else {
            throw .notFound("the bot has no connection named \"\(name.excerpt)\": POST /_local/connections makes one")
        }
        return UserToken.Place(person: handle, bot: appId, connection: connection.name)
    }

    private func asked(_ place: UserToken.Place, _ card: Card) -> Asked {
        Asked(
            topic: .nothing, bot: place.bot, person: place.person, conversation: card.place.id,
            message: card.message.id)
    }

    /// The newest card that offers a connection to a person.
    private func card(for handle: Handle, from appId: AppID, at connection: String) -> Card? {
        var newest: Card?
        for place in placesSeen(by: handle) {
            guard let log = messages.log(of: place.id) else { continue }
            let found = log.newest { message in
                message.author == .bot(appId) && message.state == .present && message.isVisible(to: handle)
                    && Self.oauth(in: message, at: connection) != nil
            }
            guard let found, found.number > newest?.message.number ?? .none else { continue }
            let exchange = Self.oauth(in: found, at: connection)?["tokenExchangeResource"]?.objectValue
            newest = Card(place: place, message: found, exchange: exchange)
        }
        return newest
    }

    private static func oauth(in message: Message, at connection: String) -> JSONValue? {
        message.content.attachments.lazy.filter { $0["contentType"]?.stringValue?.lowercased() == oauthCard }
            .compactMap { $0["content"] }
            .first { $0["connectionName"]?.stringValue?.lowercased() == connection.lowercased() }
    }

    /// The conversations that a person is in and can write to.
    private func placesSeen(by handle: Handle) -> [Place] {
        var found = places.chats.filter { $0.roster.contains(handle) }.compactMap { place($0.id) }
        for team in places.teams where !team.deleted && !team.archived && team.roster.contains(handle) {
            found += team.channels.filter { !$0.deleted }.map { Place(id: $0.id, kind: .channel(team: team.id)) }
        }
        return found
    }
}

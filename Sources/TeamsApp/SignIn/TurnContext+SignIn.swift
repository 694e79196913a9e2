internal import JSONKit
internal import ServiceKit
internal import TeamsCards
internal import TeamsConnector
public import TeamsModels

extension TurnContext {
    /// The sender's token at a connection of the bot's registration; nil when they are not signed in there.
    ///
    /// The token service is asked each time, and only when this is called.
    ///
    /// - Parameter connection: the connection's name; ``AppConfiguration/signInConnection`` unless said.
    /// - Throws: ``AppError`` when no connection is named; `ConnectorError` when the service refuses.
    public func userToken(_ connection: String? = nil) async throws -> UserToken? {
        try await connector.userToken(try question(connection))
    }

    /// The sender's tokens for other resources, by the resource: `https://graph.microsoft.com`. Empty when they are not
    /// signed in.
    ///
    /// - Throws: as ``userToken(_:)``.
    public func userTokens(for resources: [String], _ connection: String? = nil) async throws -> [String: UserToken] {
        do { return try await connector.resourceTokens(resources, try question(connection)) } catch {
            guard let refusal = error as? ConnectorError, refusal.status == 404 else { throw error }
            return [:]
        }
    }

    /// The sender's token when they are signed in, else a card that signs them in, which they alone see.
    ///
    /// ```swift
    /// guard let token = try await context.signIn() else { return }  // app.on(.signedIn) goes on
    /// ```
    /// Clients that can sign in without asking do so when they see the card. In a channel they cannot.
    ///
    /// - Parameters:
    ///   - connection: the connection's name; ``AppConfiguration/signInConnection`` unless said.
    ///   - text: what stands on the card.
    ///   - button: what stands on its button.
    /// - Returns: nil when the card was sent.
    /// - Throws: ``AppError`` when no connection is named, or when the bot's registration does not have it: the message
    ///   says which setting is wrong. `ConnectorError` when the service refuses the message.
    @discardableResult
    public func signIn(
        _ connection: String? = nil, text: String = "Please sign in to continue.", button: String = "Sign in"
    ) async throws -> UserToken? {
        let question = try question(connection)
        if let token = try await connector.userToken(question) { return token }
        let card = try await signInCard(question, text: text, button: button)
        try await send(Message().attaching(Attachment(card)), visibleTo: .sender)
        return nil
    }

    /// A card that signs the sender in, for ``signIn(_:text:button:)`` and for a client that waits for an answer.
    func signInCard(_ question: UserTokenQuestion, text: String, button: String) async throws -> OAuthCard {
        let resource: SignInResource
        do throws(ConnectorError) {
            resource = try await connector.signInResource(
                question.connection, for: reference, bot: services.clientID)
        } catch {
            throw AppError(
                .signIn, SignInProblem("The sign-in card", error, connection: question.connection).description,
                causes: [error])
        }
        guard let link = resource.signInLink, !link.isEmpty else {
            throw AppError(.signIn, "The token service gave no address where to sign in")
        }
        var card = try OAuthCard(resource)
        card.text = text
        card.connectionName = question.connection
        card.buttons = [.signIn(button, link)]
        // Clients cannot sign in without asking in a channel.
        if activity.conversation?.conversationType == .channel { card.tokenExchangeResource = nil }
        services.signIns.withLedger { $0.offer(question.connection, to: question.user) }
        return card
    }

    /// Forgets the sender's token. A failure is told to the log, and not thrown.
    ///
    /// - Parameter connection: the connection's name; ``AppConfiguration/signInConnection`` unless said.
    /// - Returns: whether it worked.
    @discardableResult
    public func signOut(_ connection: String? = nil) async -> Bool {
        do {
            try await connector.signOut(try question(connection))
            return true
        } catch {
            logger.warning("The sign-out failed", ["error": "\(error)"])
            return false
        }
    }

    /// Whether the sender is signed in, at each connection of the bot's registration.
    ///
    /// - Throws: `ConnectorError` when the service refuses.
    public func signInStatus() async throws -> [TokenStatus] {
        try await connector.tokenStatus(of: try user, channel: activity.channelId ?? "msteams")
    }

    /// Whose token is meant.
    func question(_ connection: String?) throws(AppError) -> UserTokenQuestion {
        guard let connection = connection ?? services.signInConnection, !connection.isEmpty else {
            throw AppError(
                .signIn,
                "No connection is named: say which, or set signInConnection (SIGN_IN_CONNECTION) to the name of an "
                    + "*OAuth connection setting* of the Azure Bot")
        }
        return UserTokenQuestion(
            user: try user, connection: connection, channel: activity.channelId ?? "msteams")
    }

    private var user: AccountID {
        get throws(AppError) {
            guard let id = activity.from?.id, !id.isEmpty else {
                throw AppError(.signIn, "The activity says not who caused it, so nobody can sign in")
            }
            return id
        }
    }
}

extension OAuthCard {
    /// A card with what the token service gave for it. What is `null` there is left out: Teams would refuse the card.
    fileprivate init(_ resource: SignInResource) throws {
        self.init()
        if let exchange = resource.tokenExchangeResource, !exchange.isNull {
            tokenExchangeResource = try TokenExchangeResource(json: exchange)
        }
        if let post = resource.tokenPostResource, !post.isNull { tokenPostResource = try TokenPostResource(json: post) }
    }
}

public import TeamsModels

extension App {
    /// What the bot knows of its conversations: filled by every activity and by what the bot opens.
    ///
    /// ```swift
    /// for try await page in app.conversations.pages(of: ConversationQuery(type: .personal)) { … }
    /// ```
    public var conversations: any ConversationStore { services.register.store }

    /// Keeps what the app knows of its conversations in `store` from now on. What it knows already is moved there
    /// first, and what arrives meanwhile is not lost; of a conversation that both know, the one that heard from there
    /// last counts.
    ///
    /// - Throws: ``ConversationStoreError`` when a store fails; then all stays as it was.
    public func keepConversations(in store: any ConversationStore) async throws(ConversationStoreError) {
        try await services.register.keep(in: store)
    }

    /// Sends a message to a conversation that the bot knows: it has been written to from there, was installed there, or
    /// has opened it. Service URL, organisation and type are those that are stored.
    ///
    /// ```swift
    /// try await app.send("Build 42 is out.", toConversation: channel)
    /// ```
    /// - Parameters:
    ///   - content: what to send.
    ///   - id: the conversation; with a thread (`;messageid=`) the message goes into that thread.
    ///   - audience: who sees it. Unless said, everyone, or whom the message itself is marked for.
    ///   - fallback: what becomes of a message for one person that cannot be shown there.
    /// - Throws: ``AppError/Code/unknownConversation`` when the bot does not know it; ``AppError`` for a message that
    ///   cannot be sent; `ConnectorError` when the service refuses; ``ConversationStoreError`` when the store fails.
    @discardableResult
    public func send(
        _ content: some MessageContent, toConversation id: ConversationID, visibleTo audience: Audience? = nil,
        orElse fallback: DeliveryFallback? = nil
    ) async throws -> SentMessage {
        try await send(
            content, to: services.register.reference(of: id), visibleTo: audience, orElse: fallback)
    }

    /// Sends a message to a person: to the chat that the bot has with them, which is opened and remembered when there
    /// is none. However many ask for one person's chat at once, it is opened once.
    ///
    /// ```swift
    /// try await app.send("Your build is out.", toPerson: "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31")
    /// ```
    /// - Parameters:
    ///   - content: what to send.
    ///   - person: the id in Microsoft Entra, or the one in conversations.
    ///   - tenant: the person's organisation, needed when the bot does not know the person. Unless said, that of the
    ///     registration, or the only one that the bot knows.
    /// - Throws: ``AppError/Code/incompleteReference`` when nobody knows the organisation; `ConnectorError` when the
    ///   service refuses, for example because that person has not installed the app.
    @discardableResult
    public func send(
        _ content: some MessageContent, toPerson person: String, inTenant tenant: TenantID? = nil
    ) async throws -> SentMessage {
        let chat = try await services.personalChat(with: Account(anyID: person), tenant: tenant)
        return try await send(content, to: chat)
    }

    /// Sends a message to a person by the id that stands in activities; else as by the id in Microsoft Entra.
    @discardableResult
    public func send(
        _ content: some MessageContent, toPerson person: AccountID, inTenant tenant: TenantID? = nil
    ) async throws -> SentMessage {
        try await send(content, toPerson: person.rawValue, inTenant: tenant)
    }
}

extension Account {
    /// A person by an id of either kind: those of conversations have a number and a colon in front, those of Microsoft
    /// Entra are GUIDs.
    fileprivate init(anyID id: String) {
        self.init()
        if id.utf8.contains(UInt8(ascii: ":")) {
            self.id = AccountID(rawValue: id)
        } else if !id.isEmpty {
            aadObjectId = id
        }
    }
}

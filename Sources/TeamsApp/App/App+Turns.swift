internal import JSONKit
internal import TeamsConnector
public import TeamsModels

extension App {
    /// Runs `work` as a turn in a conversation that was stored: with a context that sends there, inside of the
    /// middleware of the app, without anything having come from there.
    ///
    /// ```swift
    /// try await app.turn(in: reference) { context in
    ///     try await context.send("Ten minutes are over.")
    /// }
    /// ```
    /// Its activity is an event of the name ``TeamsModels/EventName/ownTurn``, with the reference's conversation,
    /// person and bot; it comes to no handler. It runs in the task of the caller, at once, beside the turns of what
    /// people write there: turns of one conversation are in no order among each other. ``drain()`` does not wait for
    /// it, and what it throws is the caller's, not ``onError(_:)``'s.
    ///
    /// - Parameters:
    ///   - reference: where. Without a service URL it is the one that the bot knows of that conversation.
    ///   - work: what to do. A middleware that does not let a turn go on keeps it from running.
    /// - Throws: ``AppError`` when the reference names no conversation, or nothing tells where it is; what `work` and
    ///   the middleware throw.
    public func turn(
        in reference: ConversationReference, _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws {
        let id = reference.conversation?.id ?? ""
        guard !id.base.isEmpty else {
            throw AppError(.incompleteReference, "The conversation reference names no conversation")
        }
        var reference = reference
        if reference.serviceUrl?.isEmpty ?? true {
            reference = try await services.register.reference(of: id).merging(reference)
            reference.conversation?.id = id
        }
        let context = TurnContext(Activity(ownTurnIn: reference, bot: botAccount), services: services)
        let handler: Handler = { context in
            try await work(context)
            return .ok
        }
        _ = try await wrap(handler, in: middleware)(context)
    }

    /// Runs `work` as a turn in a conversation that the bot knows, as ``turn(in:_:)`` does.
    ///
    /// - Parameters:
    ///   - id: the conversation; with a thread (`;messageid=`) the context sends into that thread.
    ///   - work: what to do.
    /// - Throws: ``AppError/Code/unknownConversation`` when the bot does not know it; ``ConversationStoreError`` when
    ///   the store fails; what `work` and the middleware throw.
    public func turn(
        inConversation id: ConversationID, _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws {
        try await turn(in: services.register.reference(of: id), work)
    }
}

extension EventName {
    /// The event that stands for a turn of the bot's own, `App.turn(in:_:)`. No service
    /// sends it.
    public static let ownTurn: EventName = "swift-teams/ownTurn"
}

extension Activity {
    fileprivate init(ownTurnIn reference: ConversationReference, bot: Account?) {
        self.init(.event)
        name = EventName.ownTurn.rawValue
        channelId = reference.channelId
        serviceUrl = reference.serviceUrl
        conversation = reference.conversation
        from = reference.user
        recipient = reference.bot ?? bot
        locale = reference.locale
    }
}

internal import TeamsConnector
internal import TeamsModels

extension TurnContext {
    /// Answers with a message that grows while it is read.
    ///
    /// ```swift
    /// try await context.stream { stream in
    ///     try await stream.inform("Reading the tide tables…")
    ///     for try await words in model.answer(to: context.text) { try await stream.append(words) }
    ///     try await stream.append(Message().labelledAsAIGenerated())
    /// }
    /// ```
    /// The stream ends with the closure, whatever way that ends: when it throws, or the turn is cancelled, what the
    /// person has seen the beginning of is finished as far as it came.
    ///
    /// - Parameters:
    ///   - audience: who sees it, as in `send(_:visibleTo:orElse:)`.
    ///   - body: appends to the stream. Where the person pressed Stop, the next ``MessageStream/append(_:)`` throws, so
    ///     that it ends; that is no error of the turn.
    /// - Returns: the message; nil when nothing was appended, and when the person pressed Stop.
    /// - Throws: ``StreamError`` when the answer could not be delivered; what `body` throws.
    @discardableResult
    public func stream(
        visibleTo audience: Audience? = nil, _ body: (MessageStream) async throws -> Void
    ) async throws -> SentMessage? {
        let outlet = StreamOutlet(services: services, reference: reference, inbound: activity, audience: audience)
        let stream = MessageStream(
            outlet, time: services.time, resendsAmbiguous: connector.resendsAmbiguous)
        do {
            try await body(stream)
        } catch {
            let isStopped = await stream.abandon()
            if isStopped, (error as? StreamError)?.code == .stopped { return nil }
            throw error
        }
        return try await stream.seal()
    }

    /// Answers with the texts of `chunks`, one after the other, in one message that grows while it is read.
    ///
    /// ```swift
    /// try await context.stream(model.answer(to: context.text), ending: Message().labelledAsAIGenerated())
    /// ```
    /// - Parameters:
    ///   - chunks: the words of a model, or of anything else. It is read no further when the person presses Stop.
    ///   - ending: what the message has once it is whole: attachments, label, citations, suggested actions, and a text
    ///     that comes last.
    ///   - audience: who sees it, as in `send(_:visibleTo:orElse:)`.
    /// - Returns: the message; nil when nothing came, and when the person pressed Stop.
    /// - Throws: ``StreamError`` when the answer could not be delivered; what `chunks` throws.
    @discardableResult
    public func stream<Chunks: AsyncSequence>(
        _ chunks: Chunks, ending: Message? = nil, visibleTo audience: Audience? = nil
    ) async throws -> SentMessage? where Chunks.Element: StringProtocol {
        try await stream(visibleTo: audience) { stream in
            for try await chunk in chunks { try await stream.append(String(chunk)) }
            if let ending { try await stream.append(ending) }
        }
    }
}

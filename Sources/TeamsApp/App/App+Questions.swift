public import JSONKit
public import TeamsModels

extension App {
    /// Tells `handler` the answers to the questions of `key`, also to those from before a restart.
    ///
    /// A handler that throws leaves the question open, so that the person can answer again. The handler may ask the
    /// next question.
    public func onAnswer(
        _ key: QuestionKey, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Question, QuestionAnswer) async throws -> Void
    ) {
        services.questions.onAnswer(key, at: SourcePlace(file: file, line: line), handler)
    }

    /// Asks somebody in a conversation without a turn; the answer goes to the handler of `key`.
    ///
    /// - Parameters:
    ///   - key: what is asked about.
    ///   - content: the question.
    ///   - reference: where, as it was stored or ``openConversation(with:tenant:serviceURL:)`` gave it.
    ///   - person: who is asked.
    ///   - audience: who sees the question; everyone there, unless said.
    ///   - timeout: how long an answer counts.
    ///   - note: what the handler needs to know beside the answer.
    /// - Throws: ``StateError`` when the question cannot be stored; what `send(_:to:visibleTo:orElse:)` throws.
    @discardableResult
    public func ask(
        _ key: QuestionKey, _ content: some MessageContent, of person: Account, in reference: ConversationReference,
        visibleTo audience: Audience? = nil, timeout: Duration = .seconds(86_400), note: JSONValue? = nil
    ) async throws -> Question {
        let draft = QuestionDraft(key: key, reference: reference, person: person, timeout: timeout, note: note)
        return try await services.questions.ask(draft) {
            try await send(content, to: reference, visibleTo: audience)
        }
    }
}

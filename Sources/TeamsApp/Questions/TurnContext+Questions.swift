public import JSONKit
public import TeamsModels

extension TurnContext {
    /// Asks somebody here, and waits for the answer.
    ///
    /// ```swift
    /// let answer = try await context.ask("Which berth?", timeout: .seconds(60))
    /// try await context.send("Berth \(answer.text) it is.")
    /// ```
    /// In a personal chat the person's next message is the answer; in a channel what they write in the thread of the
    /// question, in a group chat what mentions the bot, or quotes or answers the question; and anywhere what they write
    /// to the bot alone, or a button of the question's card. It reaches no other handler. Other messages go on to the
    /// handlers meanwhile: no conversation waits for an answer. A text that begins with `/` and names a command is that
    /// command. A question that is answered is asked of one person once: a new one takes the place of the earlier.
    ///
    /// The turn goes on until then, so that ``AppConfiguration/turnDeadline`` ends the waiting too, and it counts for
    /// ``AppConfiguration/maxTurns``. What waits does not survive the process: give `key`, and the answer after a
    /// restart goes to ``App/onAnswer(_:file:line:_:)``. What is to wait for longer than minutes is asked with
    /// ``ask(_:_:of:visibleTo:timeout:note:)``.
    /// - Parameters:
    ///   - content: the question.
    ///   - person: who is asked; who wrote, unless said.
    ///   - audience: who sees the question. Unless said, everyone; but the person alone where the activity itself was
    ///     seen by the bot alone.
    ///   - timeout: how long to wait.
    ///   - key: by which a handler gets the answer when this one is no more.
    /// - Throws: ``AppError/Code/noAnswer`` after the time-out, ``AppError/Code/questionReplaced``,
    ///   ``AppError/Code/botRemoved``, ``AppError/Code/shuttingDown``; what `send(_:visibleTo:orElse:)` throws; and
    ///   `CancellationError` at the turn's deadline.
    public func ask(
        _ content: some MessageContent, of person: Account? = nil, visibleTo audience: Audience? = nil,
        timeout: Duration = .seconds(120), key: QuestionKey? = nil
    ) async throws -> QuestionAnswer {
        let draft = draft(key, person, timeout, nil)
        return try await services.questions.answer(to: draft) {
            let message = try await send(content, visibleTo: audience ?? self.audience(for: draft))
            run?.answerNow()
            return message
        }
    }

    /// Asks somebody here, and returns: the answer goes to the handler of `key`, whenever it comes, also after a
    /// restart when the app keeps its state in a file.
    ///
    /// ```swift
    /// app.onAnswer("berth") { context, question, answer in
    ///     try await context.send("Berth \(answer.text) it is.")
    /// }
    /// app.onMessage(.equals("dock")) { context in
    ///     try await context.ask("berth", "Which berth?")
    /// }
    /// ```
    /// What is an answer, ``ask(_:of:visibleTo:timeout:key:)`` tells. The question is forgotten with the conversation
    /// when the app is removed from there.
    /// - Parameters:
    ///   - key: what is asked about.
    ///   - content: the question.
    ///   - person: who is asked; who wrote, unless said.
    ///   - audience: who sees the question, as in ``ask(_:of:visibleTo:timeout:key:)``.
    ///   - timeout: how long an answer counts. After it the person's messages go to the other handlers.
    ///   - note: what the handler needs to know beside the answer: ``Question/note``.
    /// - Throws: ``StateError`` when the question cannot be stored; what `send(_:visibleTo:orElse:)` throws.
    @discardableResult
    public func ask(
        _ key: QuestionKey, _ content: some MessageContent, of person: Account? = nil,
        visibleTo audience: Audience? = nil, timeout: Duration = .seconds(86_400), note: JSONValue? = nil
    ) async throws -> Question {
        let draft = draft(key, person, timeout, note)
        return try await services.questions.ask(draft) {
            try await send(content, visibleTo: audience ?? self.audience(for: draft))
        }
    }

    private func draft(
        _ key: QuestionKey?, _ person: Account?, _ timeout: Duration, _ note: JSONValue?
    ) -> QuestionDraft {
        QuestionDraft(
            key: key, reference: reference, person: person ?? activity.from ?? Account(), timeout: timeout, note: note)
    }

    /// What was written to the bot alone is asked about in private, whoever is asked.
    private func audience(for draft: QuestionDraft) -> Audience? {
        guard activity.isTargeted, let id = draft.person.id else { return nil }
        return .account(id)
    }
}

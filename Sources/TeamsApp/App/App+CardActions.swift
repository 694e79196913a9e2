internal import JSONKit
internal import ServiceKit
internal import TeamsModels

extension App {
    /// Answers a button of a card: an `Action.Execute` with this `verb`, or an `Action.Submit` whose data have it as
    /// their `action`, or `verb`.
    ///
    /// ```swift
    /// app.onCardAction("approve") { context in
    ///     .everyone(receipt(by: try context.sender))
    /// }
    /// ```
    /// What an `Action.Submit` sends is a message. It comes here, and to no handler of messages, unless it answers a
    /// question of the bot. Verbs are compared as they are written.
    /// - Parameters:
    ///   - verb: what the button asks for.
    ///   - file: where the handler stands, for what is said about it.
    ///   - line: the same.
    ///   - handler: says what becomes of it; what was pressed is ``TurnContext/press``.
    public func onCardAction(
        _ verb: String, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> CardAnswer
    ) {
        onPress(.cardPress(verb), file, line) { context, _ in try await handler(context) }
    }

    /// Answers a button of a card, with what it carries and what was filled in.
    ///
    /// ```swift
    /// app.onCardAction("approve", data: Approval.self) { context, approval in
    ///     .card(receipt(for: approval))
    /// }
    /// ```
    /// Inputs are texts on the wire, and are read as what the type has there: ``CardPress/read(_:)``. What does not fit
    /// never reaches the handler; the person is told so, as ``onCardProblem(_:)`` says.
    /// - Parameters:
    ///   - verb: what the button asks for, as in ``onCardAction(_:file:line:_:)``.
    ///   - data: what it carries.
    ///   - file: where the handler stands, for what is said about it.
    ///   - line: the same.
    ///   - handler: says what becomes of it.
    public func onCardAction<Value: Decodable & Sendable>(
        _ verb: String, data: Value.Type, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Value) async throws -> CardAnswer
    ) {
        onPress(.cardPress(verb), file, line) { context, press in
            let value: Value
            do { value = try press.read(data) } catch { throw PressMisfit(detail: CodablePayload.words(for: error)) }
            return try await handler(context, value)
        }
    }

    /// Answers all buttons of cards that have no handler of their own.
    public func onCardAction(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> CardAnswer
    ) {
        onPress(.anyCardPress, file, line) { context, _ in try await handler(context) }
    }

    /// Answers cards that bring themselves up to date, each person with their own view: those whose `refresh` asks for
    /// `verb` when they are shown, and by hand in their menu.
    ///
    /// ```swift
    /// app.onCardRefresh("status") { context in
    ///     .card(try approvers.contains(context.sender.id) ? form : status)
    /// }
    /// ```
    /// A card names up to 60 people for whom it is refreshed by itself: `Refresh(action, userIDs: …)`.
    public func onCardRefresh(
        _ verb: String, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> CardAnswer
    ) {
        onPress(.cardRefresh(verb), file, line) { context, _ in try await handler(context) }
    }

    /// Says, in place of the app, what becomes of a press that no handler wants, or whose data do not fit.
    ///
    /// Unless said, it is an error with the words of ``CardProblem/description``.
    public func onCardProblem(
        _ handler: @escaping @Sendable (TurnContext, CardProblem) async throws -> CardAnswer
    ) {
        services.cards.onProblem(handler)
    }

    private func onPress(
        _ key: RouteKey, _ file: String, _ line: UInt,
        _ handler: @escaping @Sendable (TurnContext, CardPress) async throws -> CardAnswer
    ) {
        services.cards.use()
        register { registration in
            registration.router.add(key, at: SourcePlace(file: file, line: line)) { [weak self] context in
                let press = try context.press
                if let refusal = try await self?.redeemSignIn(in: context) { return refusal }
                do {
                    return try await context.carryOut(try await handler(context, press), on: press)
                } catch let misfit as PressMisfit {
                    let problem = CardProblem(code: .data, verb: press.verb, detail: misfit.detail)
                    var response = try await context.answer(problem, to: press)
                    response.misfit = PayloadMisfit(misfit)
                    return response
                }
            }
        }
    }

    /// Answers a press that no handler wants; nil when it is none, or when the app knows nothing of cards.
    func unhandledPress(_ context: TurnContext) async throws -> TurnResponse? {
        guard services.cards.isInUse, let press = CardPress(context.activity) else { return nil }
        return try await context.answer(
            CardProblem(code: .unhandled, verb: press.verb, detail: "no handler asked for it"), to: press)
    }
}

/// What a button carries is not what its handler reads.
private struct PressMisfit: Error, CustomStringConvertible {
    let detail: String
    var description: String { detail }
}

extension TurnContext {
    fileprivate func answer(_ problem: CardProblem, to press: CardPress) async throws -> TurnResponse {
        logger.notice(
            "A press of a card came to no handler",
            ["code": problem.code.rawValue, "verb": press.verb ?? "", "detail": problem.detail])
        return try await carryOut(try await services.cards.answer(problem, in: self), on: press)
    }
}

internal import ServiceKit
internal import TeamsCards
internal import TeamsConnector
internal import TeamsModels

extension TurnContext {
    /// Does what `answer` says about `press`, and gives what its client is told.
    func carryOut(_ answer: CardAnswer, on press: CardPress) async throws -> TurnResponse {
        try answer.check()
        switch press.kind {
        case .execute: return try await execute(answer, press)
        case .submit:
            try await submit(answer)
            return .ok
        }
    }

    private func execute(_ answer: CardAnswer, _ press: CardPress) async throws -> TurnResponse {
        switch answer.kind {
        case .card(let card): return CardReply.card(card)
        case .everyone(let card): return try await execute(card, everyoneElse: card, press)
        case .split(let card, let others): return try await execute(card, everyoneElse: others, press)
        case .message(let text): return CardReply.message(text)
        case .new(let message):
            try await send(message)
            return CardReply.nothing
        case .error(let text, let code): return CardReply.error(text, code: code)
        case .signIn(let connection, let text, let button):
            return CardReply.signIn(try await signInCard(question(connection), text: text, button: button))
        case .none: return CardReply.nothing
        }
    }

    /// The message is changed first: the answer comes to a card that is there already.
    private func execute(
        _ card: AdaptiveCard, everyoneElse others: AdaptiveCard, _ press: CardPress
    ) async throws -> TurnResponse {
        if press.trigger == .manual {
            try await updateRepliedTo(others)
        } else {
            logger.notice(
                "A card that brings itself up to date was not changed for everyone", ["verb": press.verb ?? ""])
        }
        return CardReply.card(card)
    }

    /// Nobody waits for an answer, so it is sent. What is for one person is shown to nobody else.
    private func submit(_ answer: CardAnswer) async throws {
        switch answer.kind {
        case .card(let card): try await show(card)
        case .everyone(let card): try await updateRepliedTo(card)
        case .split(let card, let others):
            if !isCardOfOne { try await updateRepliedTo(others) }
            try await show(card)
        case .message(let text), .error(let text, _): try await send(text, visibleTo: .sender)
        case .new(let message): try await send(message)
        case .signIn(let connection, let text, let button): try await signIn(connection, text: text, button: button)
        case .none: break
        }
    }

    private func show(_ card: AdaptiveCard) async throws {
        if isCardOfOne, activity.replyToId?.isBlank == false {
            try await updateRepliedTo(card)
        } else {
            try await send(card, visibleTo: .sender)
        }
    }

    /// Whether nobody but who pressed sees the card.
    private var isCardOfOne: Bool { reference.isPersonal || activity.isTargeted }
}

extension CardAnswer {
    /// Refuses what Teams would not do.
    fileprivate func check() throws(AppError) {
        switch kind {
        case .card(let card), .everyone(let card): try card.checkRefresh()
        case .split(let card, let others):
            try card.checkRefresh()
            try others.checkRefresh()
        default: break
        }
    }
}

extension AdaptiveCard {
    /// Refuses more people than Teams refreshes a card for.
    fileprivate func checkRefresh() throws(AppError) {
        guard let count = properties.refresh?.userIDs?.count, count > Refresh.maxUserIDs else { return }
        throw .refreshes(count)
    }
}

extension AppError {
    /// - Parameter count: for how many people.
    static func refreshes(_ count: Int) -> AppError {
        AppError(
            .message,
            "The card's refresh names \(count) people in userIds; Teams refreshes a card for \(Refresh.maxUserIDs) at the most: "
                + "name those who are to act, all others can refresh it in its menu")
    }
}

internal import Foundation
internal import LockKit
internal import ServiceKit
internal import TeamsModels

/// Knows what the bot has asked and who has not answered yet. Decisions are ``QuestionWaiters``' and
/// ``OpenQuestion``'s; this stores, waits and resumes.
final class QuestionDesk: Sendable {
    typealias AnswerHandler = @Sendable (TurnContext, Question, QuestionAnswer) async throws -> Void
    private typealias Waiters = QuestionWaiters<CheckedContinuation<QuestionAnswer, any Error>>

    private struct Handlers {
        var byKey: [QuestionKey: (place: SourcePlace, answer: AnswerHandler)] = [:]
        var conflicts: [String] = []
    }
    private let waiters = Mutex(Waiters())
    private let handlers = Mutex(Handlers())
    private let states: StateDesk
    private let time: Stopwatch
    private let wallClock: WallClock
    private let logger: Log

    init(states: StateDesk, register: ConversationRegister, time: Stopwatch, wallClock: WallClock, logger: Log) {
        self.states = states
        self.time = time
        self.wallClock = wallClock
        self.logger = logger
        register.onChange { [weak self] change in
            guard change.after?.uninstalledAt != nil, change.before?.uninstalledAt == nil else { return }
            self?.botLeft(change.id)
        }
    }

    /// What contradicts itself, one line each.
    var conflicts: [String] { handlers.withLock { $0.conflicts } }

    /// Has `answer` told of the answers to the questions of `key`.
    func onAnswer(_ key: QuestionKey, at place: SourcePlace, _ answer: @escaping AnswerHandler) {
        handlers.withLock { handlers in
            if let earlier = handlers.byKey[key] {
                handlers.conflicts.append(
                    "two handlers for answers to \"\(key)\": at \(earlier.place) and at \(place)")
            } else {
                handlers.byKey[key] = (place, answer)
            }
        }
    }

    /// Lets nobody wait any more: the app is about to end.
    func beginShutdown() { resume(waiters.withLock { $0.close() }) }

    private func botLeft(_ conversation: ConversationID) {
        let error = AppError(.botRemoved, "The app was removed from the conversation before the person answered")
        resume(waiters.withLock { $0.end(in: conversation, .failure(error)) })
    }

    private func resume(_ resumptions: [Waiters.Resumption]) {
        for (waiter, outcome) in resumptions { waiter.resume(with: outcome) }
    }

    private func resume(_ resumption: Waiters.Resumption?) { resume(resumption.map { [$0] } ?? []) }
}

// Asking.
extension QuestionDesk {
    /// Stores a question, sends it, and returns; the answer goes to the handler of its key.
    func ask(
        _ draft: QuestionDraft, _ send: () async throws -> SentMessage
    ) async throws -> Question {
        let owner = try draft.owner
        var question = draft.question(askedAt: wallClock.now)
        try await store(question, to: owner)
        // It takes the place of one that somebody waits for, too.
        resume(waiters.withLock { $0.replace(owner) })
        do {
            question.message = try await send()
        } catch {
            await remove(question, to: owner)
            throw error
        }
        try await noteSent(question, to: owner)
        return question
    }

    /// Asks, and waits for the answer until the question expires.
    func answer(to draft: QuestionDraft, _ send: () async throws -> SentMessage) async throws -> QuestionAnswer {
        let owner = try draft.owner
        var question = draft.question(askedAt: wallClock.now)
        if question.key != nil { try await store(question, to: owner) }
        let replaced = waiters.withLock { $0.open(question, to: owner) }
        resume(replaced)
        defer { waiters.withLock { $0.forget(question.id, owner) } }
        let expiry = time.elapsed + draft.timeout
        do {
            question.message = try await send()
            waiters.withLock { $0.sent(question) }
            if question.key != nil { try await noteSent(question, to: owner) }
        } catch {
            await remove(question, to: owner)
            throw error
        }
        do {
            return try await wait(for: question, to: owner, until: expiry)
        } catch let error as AppError where error.code == .noAnswer {
            await remove(question, to: owner)
            throw error
        }
    }

    private func wait(
        for question: Question, to owner: StateOwner, until expiry: Duration
    ) async throws -> QuestionAnswer {
        try await withThrowingTaskGroup(of: QuestionAnswer?.self) { group in
            group.addTask { try await self.outcome(of: question, to: owner) }
            group.addTask {
                try await self.time.sleep(until: expiry)
                return nil
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() ?? nil else {
                throw AppError(.noAnswer, "The person did not answer within the time that the question gave")
            }
            return answer
        }
    }

    private func outcome(of question: Question, to owner: StateOwner) async throws -> QuestionAnswer {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                resume(waiters.withLock { $0.wait(question.id, waiter) })
            }
        } onCancel: {
            resume(waiters.withLock { $0.end(question.id, owner, .failure(CancellationError())) })
        }
    }

    private func store(_ question: Question, to owner: StateOwner) async throws {
        try await states.values(of: owner).set(OpenQuestion.key, to: OpenQuestion(question: question))
    }

    /// Remembers by which message it was asked, unless it was answered or replaced meanwhile.
    private func noteSent(_ question: Question, to owner: StateOwner) async throws {
        try await states.values(of: owner).update(OpenQuestion.key) { open in
            if open?.question.id == question.id { open?.question = question }
        }
    }

    /// Forgets a stored question, unless another one stands in its place.
    private func remove(_ question: Question, to owner: StateOwner) async {
        guard question.key != nil else { return }
        do {
            try await states.values(of: owner).update(OpenQuestion.key) { open in
                if open?.question.id == question.id { open = nil }
            }
        } catch {
            logger.error("A question could not be removed from the store", ["error": "\(error)"])
        }
    }
}

// Answering.
extension QuestionDesk {
    /// Takes `activity` for the answer to a question when it is one, and else gives it to `handler`. Costs nothing as
    /// long as nothing was asked, and a look into the store for each message once answers have handlers.
    func answering(_ activity: Activity, else handler: @escaping Handler) -> Handler {
        guard activity.type == .message || CardPress(activity)?.trigger == .manual,
            activity.conversation?.id != nil, activity.from != nil
        else { return handler }
        guard hasHandlers || waiters.withLock({ !$0.isEmpty }) else { return handler }
        return { context in
            if try await self.takeAnswer(context) { return activity.type == .message ? .ok : CardReply.nothing }
            return try await handler(context)
        }
    }

    private var hasHandlers: Bool { handlers.withLock { !$0.byKey.isEmpty } }

    /// - Returns: whether the activity of `context` was the answer to a question.
    private func takeAnswer(_ context: TurnContext) async throws -> Bool {
        let activity = context.activity
        guard let conversation = activity.conversation?.id, let person = activity.from else { return false }
        for id in [person.id?.rawValue, person.directoryID?.lowercased()].compactMap({ $0 }) {
            let owner = StateOwner.question(to: id, in: conversation)
            if let question = waiters.withLock({ $0.take(owner, activity) }) {
                await remove(question, to: owner)
                resume(waiters.withLock { $0.end(question.id, owner, .success(QuestionAnswer(context, to: question))) })
                return true
            }
            if hasHandlers, let (question, answer) = await claim(activity, owner) {
                do {
                    try await answer(context, question, QuestionAnswer(context, to: question))
                } catch {
                    await reopen(question, to: owner)
                    throw error
                }
                await remove(question, to: owner)
                return true
            }
        }
        return false
    }

    /// The stored question that `activity` answers, and who wants the answer.
    private func claim(_ activity: Activity, _ owner: StateOwner) async -> (Question, AnswerHandler)? {
        let values = states.values(of: owner)
        let now = wallClock.now
        do {
            guard let open = try await values.value(OpenQuestion.key), open.claimed(by: activity, at: now) != nil,
                let key = open.question.key, let answer = handlers.withLock({ $0.byKey[key]?.answer })
            else { return nil }
            let claimed = try await values.update(OpenQuestion.key) { stored -> OpenQuestion? in
                guard let claimed = stored?.claimed(by: activity, at: now), claimed.question.id == open.question.id
                else { return nil }
                stored = claimed
                return claimed
            }
            return claimed.map { ($0.question, answer) }
        } catch {
            logger.error("A question could not be looked up", ["error": "\(error)"])
            return nil
        }
    }

    /// Lets the person answer again, after a handler that failed.
    private func reopen(_ question: Question, to owner: StateOwner) async {
        do {
            try await states.values(of: owner).update(OpenQuestion.key) { open in
                if open?.question.id == question.id { open?.answeredBy = nil }
            }
        } catch {
            logger.error("A question could not be opened again", ["error": "\(error)"])
        }
    }
}

internal import TeamsModels

/// The questions whose handlers wait for the answer, one for each person in a conversation. Has no clock and no task:
/// whom to resume is returned.
struct QuestionWaiters<Waiter> {
    typealias Outcome = Result<QuestionAnswer, any Error>
    typealias Resumption = (waiter: Waiter, outcome: Outcome)

    private struct Waiting {
        var question: Question
        var waiter: Waiter?
        /// What came before anybody waited for it.
        var outcome: Outcome?
    }
    private var waiting: [String: Waiting] = [:]
    private var byOwner: [StateOwner: String] = [:]
    private var isClosed = false

    /// Whether no question is open.
    var isEmpty: Bool { waiting.isEmpty }

    /// A question is about to be asked. An earlier one of the same person there will get no answer.
    mutating func open(_ question: Question, to owner: StateOwner) -> Resumption? {
        let replaced = replace(owner)
        byOwner[owner] = question.id
        waiting[question.id] = Waiting(question: question)
        return replaced
    }

    /// Another question takes the place of the one that is open, and nobody waits for it.
    mutating func replace(_ owner: StateOwner) -> Resumption? {
        byOwner[owner].flatMap { end($0, owner, .failure(AppError.questionReplaced)) }
    }

    /// The question stands in the conversation.
    mutating func sent(_ question: Question) { waiting[question.id]?.question = question }

    /// The handler waits from now on; an outcome that is there already is returned.
    mutating func wait(_ id: String, _ waiter: Waiter) -> Resumption? {
        guard let known = waiting[id] else { return (waiter, .failure(CancellationError())) }
        if isClosed || known.outcome != nil {
            waiting[id] = nil
            return (waiter, known.outcome ?? .failure(AppError.shuttingDown))
        }
        waiting[id]?.waiter = waiter
        return nil
    }

    /// The question that `activity` answers; it gets no other answer.
    mutating func take(_ owner: StateOwner, _ activity: Activity) -> Question? {
        guard let id = byOwner[owner], let known = waiting[id], known.question.isAnswered(by: activity) else {
            return nil
        }
        byOwner[owner] = nil
        return known.question
    }

    /// What became of a question; nobody is told when nobody waits any more.
    mutating func end(_ id: String, _ owner: StateOwner, _ outcome: Outcome) -> Resumption? {
        if byOwner[owner] == id { byOwner[owner] = nil }
        guard let known = waiting[id] else { return nil }
        guard let waiter = known.waiter else {
            if known.outcome == nil { waiting[id]?.outcome = outcome }
            return nil
        }
        waiting[id] = nil
        return (waiter, outcome)
    }

    /// Forgets a question that nobody will wait for.
    mutating func forget(_ id: String, _ owner: StateOwner) {
        if byOwner[owner] == id { byOwner[owner] = nil }
        waiting[id] = nil
    }

    /// All questions in `conversation` get no answer any more.
    mutating func end(in conversation: ConversationID, _ outcome: Outcome) -> [Resumption] {
        byOwner.filter { $0.key.conversation == conversation.base }.compactMap { end($0.value, $0.key, outcome) }
    }

    /// No question gets an answer any more.
    mutating func close() -> [Resumption] {
        isClosed = true
        return byOwner.compactMap { end($0.value, $0.key, .failure(AppError.shuttingDown)) }
    }
}

extension AppError {
    fileprivate static let questionReplaced = AppError(
        .questionReplaced, "The bot asked something else before this question was answered")
    fileprivate static let shuttingDown = AppError(
        .shuttingDown, "The bot is shutting down, and this question has no answer yet")
}

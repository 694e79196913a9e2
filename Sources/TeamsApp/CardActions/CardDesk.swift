internal import LockKit
internal import TeamsModels

/// What an app does with presses of cards that come to no handler.
final class CardDesk: Sendable {
    typealias ProblemHandler = @Sendable (TurnContext, CardProblem) async throws -> CardAnswer

    private struct State {
        var isInUse = false
        var onProblem: ProblemHandler?
    }
    private let state = Mutex(State())

    /// Whether the app has said anything about cards. One that has not answers their presses as any other invoke.
    var isInUse: Bool { state.withLock { $0.isInUse } }

    func use() { state.withLock { $0.isInUse = true } }

    func onProblem(_ handler: @escaping ProblemHandler) {
        state.withLock { state in
            state.isInUse = true
            state.onProblem = handler
        }
    }

    /// Says to the person what is wrong, in the bot's own words or in ours.
    func answer(_ problem: CardProblem, in context: TurnContext) async throws -> CardAnswer {
        if let handler = state.withLock({ $0.onProblem }) { return try await handler(context, problem) }
        return .error(problem.description, code: problem.code == .unhandled ? "NotFound" : "BadRequest")
    }
}

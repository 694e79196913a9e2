/// Runs around the handler of every activity: before it, after it, or in its place.
///
/// ```swift
/// app.use { context, next in
///     guard context.activity.conversation?.tenantId == ours else { return .ok }  // the handler does not run
///     return try await next()
/// }
/// ```
/// `next` runs what comes further in: the next middleware, or at last the handler. Its result is the turn's response.
public typealias TurnMiddleware =
    @Sendable (_ context: TurnContext, _ next: TurnContinuation) async throws -> TurnResponse

/// What a ``TurnMiddleware`` calls to let the turn go on.
public typealias TurnContinuation = @Sendable () async throws -> TurnResponse

/// Puts `middleware` around `handler`, the first outermost.
func wrap(_ handler: @escaping Handler, in middleware: [TurnMiddleware]) -> Handler {
    middleware.reversed().reduce(handler) { inner, outer in
        { context in try await outer(context) { try await inner(context) } }
    }
}

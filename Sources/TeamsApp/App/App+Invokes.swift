public import JSONKit
public import TeamsModels

extension App {
    /// Answers an invoke by its name with a value. What the handler returns is the body of the response.
    ///
    /// ```swift
    /// app.onInvoke("tides/next") { (context, query: TideQuery) in TideAnswer(…) }
    /// ```
    /// A payload that is not a `Payload` never reaches the handler; it is answered 400.
    public func onInvoke<Payload: WireValue, Reply: WireValue>(
        _ name: InvokeName, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> Reply
    ) {
        on(Invoke(name), file: file, line: line, handler)
    }

    /// Answers an invoke by its name with a status and, or without, a body.
    ///
    /// A payload that is not a `Payload` never reaches the handler; it is answered 400.
    public func onInvoke<Payload: WireValue>(
        _ name: InvokeName, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> TurnResponse
    ) {
        on(Invoke(name), file: file, line: line, handler)
    }

    /// Answers every invoke that has no handler of its own.
    public func onInvoke(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> TurnResponse
    ) {
        register { $0.router.add(.kind(ActivityKind(.invoke)), at: SourcePlace(file: file, line: line), handler) }
    }

    /// Runs `middleware` around every handler, inside of what was given before.
    public func use(_ middleware: @escaping TurnMiddleware) {
        register { $0.middleware.append(middleware) }
    }

    /// Tells `handler` what a handler of the app threw, in place of the log. An invoke is answered 500 all the
    /// same, everything else 200: Teams would only post it again.
    public func onError(_ handler: @escaping @Sendable (TurnContext, any Error) async -> Void) {
        register { $0.onError = handler }
    }
}

public import JSONKit
internal import ServiceKit
internal import TeamsModels

extension App {
    /// Answers an invoke with a value. What the handler returns is the body of the response.
    ///
    /// ```swift
    /// app.onInvoke("tides/next") { (context, query: TideQuery) in TideAnswer(…) }
    /// ```
    /// A payload that is not a `Payload` never reaches the handler; it is answered 400.
    public func onInvoke<Payload, Reply: WireValue>(
        _ invoke: Invoke<Payload>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> Reply
    ) {
        onInvoke(invoke, file: file, line: line) { context, payload -> TurnResponse in
            .json(try await handler(context, payload).json)
        }
    }

    /// Answers an invoke with a status and, or without, a body.
    ///
    /// A payload that is not a `Payload` never reaches the handler; it is answered 400.
    public func onInvoke<Payload>(
        _ invoke: Invoke<Payload>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> TurnResponse
    ) {
        answer(.invoke(invoke.name), file, line) { context in
            let payload: Payload
            do { payload = try Payload(json: context.activity.value ?? .null) } catch {
                context.logger.notice(
                    "An invoke with a bad value", ["name": invoke.name.rawValue, "error": "\(error)"])
                return .failure(400, "The value of the invoke does not fit: \(error)")
            }
            return try await handler(context, payload)
        }
    }

    /// Answers every invoke that has no handler of its own.
    public func onInvoke(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> TurnResponse
    ) {
        answer(ActivityKind(.invoke), file, line, handler)
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

    private func answer(_ kind: ActivityKind, _ file: String, _ line: UInt, _ handler: @escaping Handler) {
        register { $0.router.add(.kind(kind), at: SourcePlace(file: file, line: line), handler) }
    }
}

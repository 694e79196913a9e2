internal import JSONKit
internal import ServiceKit
internal import TeamsModels

extension App {
    /// Answers what `route` names. The handler gets what it carries.
    ///
    /// ```swift
    /// app.on(.meetingStart) { context, meeting in
    ///     try await context.send("\(meeting.title ?? "The meeting") begins.")
    /// }
    /// ```
    public func on<Payload>(
        _ route: Route<Payload>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> Void
    ) {
        let place = SourcePlace(file: file, line: line)
        switch route.choice {
        case .key(let key, let read):
            register {
                $0.router.add(key, at: place) { context in
                    let payload: Payload?
                    do { payload = try await read(context) } catch {
                        context.logger.notice(
                            "An activity with a bad payload", ["kind": "\(context.activity.kind)", "error": "\(error)"])
                        return .misfit(.ok, error)
                    }
                    if let payload { try await handler(context, payload) }
                    return .ok
                }
            }
        case .text(let pattern):
            register {
                $0.router.add(pattern, at: place) { context, captures in
                    try await handler(context, captures)
                    return .ok
                }
            }
        }
    }

    /// Answers what `route` names, and carries nothing but what the context tells.
    public func on(
        _ route: Route<Void>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(route, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers an invoke. What the handler returns becomes the body of the response.
    ///
    /// ```swift
    /// app.on(.taskFetch) { context, request in .dialog(…) }
    /// ```
    /// A handler of yours takes the place of what the SDK does by itself for an invoke of that name.
    public func on<Payload, Reply>(
        _ invoke: Invoke<Payload, Reply>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Payload) async throws -> Reply
    ) {
        register {
            $0.router.add(invoke.key, at: SourcePlace(file: file, line: line)) { context in
                let payload: Payload
                do { payload = try invoke.read(context.activity.value ?? .null) } catch {
                    context.logger.notice(
                        "An invoke with a bad value", ["name": invoke.name.rawValue, "error": "\(error)"])
                    return .misfit(.failure(400, "The value of the invoke does not fit: \(error)"), error)
                }
                return try invoke.write(try await handler(context, payload))
            }
        }
    }
}

extension TurnResponse {
    fileprivate static func misfit(_ response: TurnResponse, _ error: any Error) -> TurnResponse {
        var response = response
        response.misfit = PayloadMisfit(error)
        return response
    }
}

internal import TeamsModels

extension App {
    /// Answers messages whose text fits nothing more specific.
    public func onMessage(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(.message), file, line, handler)
    }

    /// Answers messages whose text fits `pattern`: `.equals("help")`, `.contains("tides")`.
    ///
    /// A longer text is more specific than a shorter one, the whole text more than a regular expression, and that more
    /// than a part of the text.
    public func onMessage(
        _ pattern: TextPattern, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.text(pattern.condition), file, line, handler)
    }

    /// Answers messages whose text fits a regular expression, and gets its captures:
    /// `.matching(/remind me in (\d+) minutes/)`.
    public func onMessage<Output>(
        _ pattern: CapturingPattern<Output>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Output) async throws -> Void
    ) {
        register {
            $0.router.add(pattern, at: SourcePlace(file: file, line: line)) { context, output in
                try await handler(context, output)
                return .ok
            }
        }
    }

    /// Answers edits of messages. ``TurnContext/text`` is the new text; the activity's id is the message's.
    public func onMessageEdited(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(.messageEdited), file, line, handler)
    }

    /// Answers messages that were deleted and are back.
    public func onMessageUndeleted(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(.messageUndeleted), file, line, handler)
    }

    /// Answers the deletion of messages. The activity's id is the message's; its text is gone.
    public func onMessageDeleted(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(ActivityKind(.messageDelete)), file, line, handler)
    }

    /// Answers reactions to the bot's messages.
    public func onReaction(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, ReactionChange) async throws -> Void
    ) {
        on(.kind(.messageReaction), file, line) { try await handler($0, ReactionChange($0.activity)) }
    }

    func on(
        _ key: RouteKey, _ file: String, _ line: UInt,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        register {
            $0.router.add(key, at: SourcePlace(file: file, line: line)) { context in
                try await handler(context)
                return .ok
            }
        }
    }
}

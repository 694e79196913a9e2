internal import TeamsModels

extension App {
    /// Answers messages whose text fits nothing more specific.
    public func onMessage(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.message, file: file, line: line, handler)
    }

    /// Answers messages that mention the bot, in any kind of conversation, whose text fits nothing more specific.
    /// ``onMessage(file:line:_:)`` gets all others: in a personal chat, and in channels and group chats where the app
    /// has the permission to see what is said to others.
    public func onMention(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.mention, file: file, line: line, handler)
    }

    /// Answers messages whose text fits `pattern`: `.equals("help")`, `.contains("tides")`.
    ///
    /// A longer text is more specific than a shorter one, the whole text more than a regular expression, and that more
    /// than a part of the text.
    public func onMessage(
        _ pattern: TextPattern, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.message(pattern), file: file, line: line, handler)
    }

    /// Answers messages whose text fits a regular expression, and gets its captures:
    /// `.matching(/remind me in (\d+) minutes/)`.
    public func onMessage<Output>(
        _ pattern: CapturingPattern<Output>, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, Output) async throws -> Void
    ) {
        on(.message(pattern), file: file, line: line, handler)
    }

    /// Answers edits of messages. ``TurnContext/text`` is the new text; the activity's id is the message's.
    public func onMessageEdited(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.messageEdited, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers edits of messages, and tells what was written before: `edit.changed.old`, where the bot has seen it.
    public func onMessageEdited(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, MessageChange) async throws -> Void
    ) {
        on(.messageEdited, file: file, line: line, handler)
    }

    /// Answers messages that were deleted and are back.
    public func onMessageUndeleted(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.messageUndeleted, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers the deletion of messages. The activity's id is the message's; its text is gone.
    public func onMessageDeleted(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.messageDeleted, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers reactions to the bot's messages.
    public func onReaction(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, ReactionChange) async throws -> Void
    ) {
        on(.reaction, file: file, line: line, handler)
    }
}

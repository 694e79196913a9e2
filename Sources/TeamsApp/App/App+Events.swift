internal import JSONKit
public import TeamsModels

extension App {
    /// Answers installs of the app, in a personal chat, a group chat or a team: the moment to say hello.
    ///
    /// An app that was installed before its bot ran gets none. An upgrade is no install.
    public func onInstall(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.installed, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers removals of the app. Nothing can be sent to the conversation any more.
    public func onUninstall(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.uninstalled, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers installation updates that are neither an install nor an uninstall with a handler of its own: upgrades.
    public func onInstallationUpdate(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.installationUpdate, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers people who joined a conversation of the bot: a team, a group chat. The same as `on(.membersAdded)`.
    ///
    /// ```swift
    /// app.onMembersAdded { context, people in
    ///     for person in people {
    ///         try await context.send("Welcome, \(person.name ?? "stranger")!", visibleTo: .person(person))
    ///     }
    /// }
    /// ```
    /// Each has an id, and a name where the roster has one. Joining is told once, however often the service tells it.
    /// When the bot itself joins, that is an install and not told here; nor is anybody in a personal chat.
    public func onMembersAdded(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, [Account]) async throws -> Void
    ) {
        on(.membersAdded, file: file, line: line, handler)
    }

    /// Answers people who left a conversation of the bot, or their organisation.
    public func onMembersRemoved(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, [Account]) async throws -> Void
    ) {
        on(.membersRemoved, file: file, line: line, handler)
    }

    /// Answers changes of a team or its channels: `.channelCreated`, `.teamRenamed`; without one, every conversation
    /// update that nothing more specific wanted.
    public func onConversationUpdate(
        _ change: ChannelEventType? = nil, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        let route = change.map(Route<ChannelData>.conversationUpdate) ?? .conversationUpdate
        on(route, file: file, line: line) { context, _ in try await handler(context) }
    }

    /// Answers events by their name: `.meetingStart`, `.readReceipt`; without one, every event that nothing more
    /// specific wanted.
    public func onEvent(
        _ name: EventName? = nil, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(name.map(Route<JSONValue>.event) ?? .event, file: file, line: line) { context, _ in
            try await handler(context)
        }
    }

    /// Answers every activity that nothing more specific wanted, but for invokes, which need an answer of their own.
    public func onActivity(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.activity, file: file, line: line, handler)
    }
}

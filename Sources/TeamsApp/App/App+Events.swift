public import TeamsModels

extension App {
    /// Answers installs of the app, in a personal chat, a group chat or a team: the moment to say hello.
    ///
    /// An app that was installed before its bot ran gets none. An upgrade is no install.
    public func onInstall(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(.installed), file, line, handler)
    }

    /// Answers removals of the app. Nothing can be sent to the conversation any more.
    public func onUninstall(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(.uninstalled), file, line, handler)
    }

    /// Answers installation updates that are neither an install nor an uninstall with a handler of its own: upgrades.
    public func onInstallationUpdate(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(ActivityKind(.installationUpdate)), file, line, handler)
    }

    /// Answers people who joined a conversation of the bot.
    ///
    /// The accounts may lack their names: ``TurnContext/member(_:)`` knows them. When the bot itself joins, that is an
    /// install and not told here.
    public func onMembersAdded(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, [Account]) async throws -> Void
    ) {
        on(.membersAdded, file, line) { try await handler($0, $0.activity.membersAdded ?? []) }
    }

    /// Answers people who left a conversation of the bot, or their organisation.
    public func onMembersRemoved(
        file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext, [Account]) async throws -> Void
    ) {
        on(.membersRemoved, file, line) { try await handler($0, $0.activity.membersRemoved ?? []) }
    }

    /// Answers changes of a team or its channels: `.channelCreated`, `.teamRenamed`; without one, every conversation
    /// update that nothing more specific wanted.
    public func onConversationUpdate(
        _ change: ChannelEventType? = nil, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        let kind = change.map(ActivityKind.conversation) ?? ActivityKind(.conversationUpdate)
        on(.kind(kind), file, line, handler)
    }

    /// Answers events by their name: `.meetingStart`, `.readReceipt`; without one, every event that nothing more
    /// specific wanted.
    public func onEvent(
        _ name: EventName? = nil, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.kind(name.map(ActivityKind.event) ?? ActivityKind(.event)), file, line, handler)
    }

    /// Answers every activity that nothing more specific wanted, but for invokes, which need an answer of their own.
    public func onActivity(
        file: String = #fileID, line: UInt = #line, _ handler: @escaping @Sendable (TurnContext) async throws -> Void
    ) {
        on(.activity, file, line, handler)
    }
}

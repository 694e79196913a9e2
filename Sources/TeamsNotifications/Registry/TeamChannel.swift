public import TeamsApp
public import TeamsModels

/// A channel of a team in which the app is installed.
public struct TeamChannel: Sendable, Identifiable {
    /// The channel.
    public let id: ChannelID
    /// Its name; nil as long as nobody told.
    public let name: String?
    /// Its team, with its name where that is known.
    public let team: TeamInfo?
    let notifications: Notifications

    /// The name of a team's first channel, which the service leaves out.
    static let general = "General"

    /// The channel as a conversation.
    public var conversation: ConversationID { id.conversationID }

    /// Sends a message there, as a new post.
    ///
    /// - Throws: as ``Installation/send(_:)``.
    @discardableResult
    public func send(_ content: some MessageContent) async throws -> SentMessage {
        try await notifications.send(content, to: conversation)
    }
}

extension TeamChannel {
    init(_ known: KnownConversation, in notifications: Notifications) {
        self.init(
            id: ChannelID(rawValue: known.id.rawValue),
            name: known.channel?.name ?? known.reference.conversation?.name
                ?? (known.isOfWholeTeam ? Self.general : nil),
            team: known.team, notifications: notifications)
    }
}

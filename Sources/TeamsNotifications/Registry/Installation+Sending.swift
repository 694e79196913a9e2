public import TeamsApp
internal import TeamsConnector
internal import TeamsModels

extension Installation {
    /// Sends a message there, within the same allowance as all notifications. To a team it goes into its channel
    /// General.
    ///
    /// - Throws: ``NotificationError/Code/unreachable`` for a place that is closed to the bot, without a request;
    ///   `ConnectorError` when the service refuses; `AppError` for a message that cannot be sent.
    @discardableResult
    public func send(_ content: some MessageContent) async throws -> SentMessage {
        try await notifications.send(content, to: id)
    }

    /// Who is there, as far as they are asked for: one request a page of 500.
    ///
    /// ```swift
    /// for try await member in team.members() where member.account.userRole == .guest { … }
    /// ```
    public func members() -> MemberList { MemberList(conversation: conversation, notifications: notifications) }

    /// The channels of a team, General first; none of any other place. One request, by which the channels become known:
    /// from then on ``Notifications/channel(named:inTeam:)`` finds them.
    ///
    /// - Throws: `ConnectorError` when the service refuses.
    public func channels() async throws -> [TeamChannel] {
        guard scope == .team, let team = team?.id, let service = conversation.reference.serviceUrl else { return [] }
        let channels = try await notifications.app.connector.channels(of: team, serviceUrl: service)
        await notifications.app.noteChannels(channels, of: conversation)
        return channels.compactMap { channel in
            channel.id.map {
                TeamChannel(
                    id: $0, name: channel.name ?? ($0.conversationID == id ? TeamChannel.general : nil),
                    team: conversation.team, notifications: notifications)
            }
        }
    }
}

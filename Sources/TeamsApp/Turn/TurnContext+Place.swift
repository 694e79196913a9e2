public import Foundation
internal import TeamsConnector
public import TeamsModels

extension TurnContext {
    /// What kind of conversation it happened in: personal, a group chat, a channel, a meeting's chat.
    public var scope: ConversationScope { ConversationScope(activity) }

    /// Whether the bot is mentioned in the text. In a personal chat it rarely is.
    public var isMentioned: Bool { identity.isMentioned(in: activity) }

    /// The organisation; nil when the activity does not say.
    public var tenant: TenantID? { activity.tenantID }

    /// The team that it happened in, as far as the activity tells of it: its name stands in events alone. Nil outside
    /// of teams.
    public var team: TeamInfo? { activity.teamInfo }

    /// The channel that it happened in, or that it is about, as far as the activity tells of it. Nil outside of teams,
    /// and for events about a whole team.
    public var channel: ChannelInfo? {
        if let channel = activity.channelInfo { return channel }
        guard scope == .channel, activity.type == .message, let id = activity.conversation?.id?.base else { return nil }
        return ChannelInfo(ChannelID(rawValue: id.rawValue))
    }

    /// The person's language as a BCP 47 tag, `en-GB`; nil when the activity does not say, as some events do.
    public var locale: String? {
        [activity.locale, activity.client?.locale].lazy.compactMap { $0 }.first { !$0.isEmpty }
    }

    /// The person's time zone; nil when the activity does not say, as some events do. Of a client that told its clock's
    /// offset alone it is the zone without summer time that has it.
    public var timeZone: TimeZone? { TimeZoneName.told(by: activity).flatMap(TimeZone.init(identifier:)) }

    /// The channels of the team. General has the team's id and no name.
    ///
    /// - Throws: ``AppError`` outside of teams; `ConnectorError` when the service refuses.
    public func channels() async throws -> [ChannelInfo] {
        guard let team = activity.teamID, !team.isEmpty else {
            throw AppError(.incompleteReference, "This is no conversation of a team, so there are no channels")
        }
        return try await connector.channels(of: team, serviceUrl: reference.serviceUrl ?? "")
    }
}

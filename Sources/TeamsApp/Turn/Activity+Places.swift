internal import TeamsConnector
internal import TeamsModels

extension Activity {
    /// The team that it happened in, or to, with what the activity tells of it.
    var teamInfo: TeamInfo? {
        guard let id = teamID else { return channelData?.team }
        var info = channelData?.team ?? TeamInfo()
        info.id = id
        return info
    }

    /// The channel that it happened in, or to, with what the activity tells of it.
    var channelInfo: ChannelInfo? {
        guard let id = channelID else { return channelData?.channel }
        var info = channelData?.channel ?? ChannelInfo()
        info.id = id
        return info
    }

    /// Whether it happened in the chat of one person and the bot.
    var isPersonal: Bool {
        var reference = ConversationReference()
        reference.conversation = conversation
        return reference.isPersonal
    }
}

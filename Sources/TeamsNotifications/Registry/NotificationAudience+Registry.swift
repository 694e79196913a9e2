internal import TeamsModels

extension NotificationAudience {
    /// The people in a channel's team, each in their own chat with the bot.
    public static func members(of channel: TeamChannel) -> NotificationAudience {
        NotificationAudience(.members(channel.team?.id?.conversationID ?? channel.conversation))
    }

    /// The people in a group chat or a team, each in their own chat with the bot.
    public static func members(of installation: Installation) -> NotificationAudience {
        NotificationAudience(.members(installation.id))
    }

    /// The places themselves: people, group chats, and teams by their channel General.
    public static func installations(_ places: [Installation]) -> NotificationAudience {
        NotificationAudience(.conversations(places.map(\.id)))
    }
}

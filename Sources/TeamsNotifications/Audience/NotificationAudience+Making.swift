public import TeamsModels

extension NotificationAudience {
    /// Every person whose chat with the bot is known, in all organisations.
    public static let everyone = NotificationAudience(.everyone)

    /// Every place of one kind: each person's chat, each group chat, or the channel General of each team.
    public static func scope(_ scope: InstallationScope) -> NotificationAudience { NotificationAudience(.scope(scope)) }

    /// These people, by their ids in Microsoft Entra, or by those in conversations. Who has not installed the app is
    /// told in the report as ``DeliveryCode/notInstalled``; no request is made for them.
    public static func users(_ ids: [String]) -> NotificationAudience { NotificationAudience(.users(ids)) }

    /// These conversations. One with a thread (`;messageid=`) gets the message as a reply in that thread.
    public static func conversations(_ ids: [ConversationID]) -> NotificationAudience {
        NotificationAudience(.conversations(ids))
    }

    /// Channels of these teams: General unless said.
    public static func teams(_ ids: [TeamID], channels: ChannelChoice = .general) -> NotificationAudience {
        NotificationAudience(.teams(ids, channels))
    }

    /// The people in a group chat or a team, each in their own chat with the bot. The roster is read when the
    /// notification is planned; a chat that does not exist yet is opened when it is sent.
    public static func members(of conversation: ConversationID) -> NotificationAudience {
        NotificationAudience(.members(conversation))
    }

    /// One person, inside of a group chat or a channel: nobody else there sees it, and it is gone after 24 hours.
    /// - SeeAlso: [Targeted
    ///   messages](https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages)
    public static func person(_ id: String, visibleIn conversation: ConversationID) -> NotificationAudience {
        NotificationAudience(.visible(person: id, in: conversation))
    }

    /// The people who got a notification and have not read it, as far as read receipts tell.
    public static func unread(of notification: NotificationID) -> NotificationAudience {
        NotificationAudience(.unread(notification))
    }

    /// The conversations that got a notification, and where nobody has pressed a button of it.
    public static func withoutAction(on notification: NotificationID) -> NotificationAudience {
        NotificationAudience(.withoutAction(notification))
    }

    /// Those in both.
    public static func && (left: NotificationAudience, right: NotificationAudience) -> NotificationAudience {
        if case .all(let parts) = left.kind { return NotificationAudience(.all(parts + [right])) }
        return NotificationAudience(.all([left, right]))
    }

    /// Those in either, once.
    public static func || (left: NotificationAudience, right: NotificationAudience) -> NotificationAudience {
        if case .any(let parts) = left.kind { return NotificationAudience(.any(parts + [right])) }
        return NotificationAudience(.any([left, right]))
    }

    /// All but those. On its own it is every person but those.
    public static prefix func ! (audience: NotificationAudience) -> NotificationAudience {
        NotificationAudience(.not(audience))
    }
}

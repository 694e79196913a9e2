internal import JSONKit
public import TeamsModels

extension Route<[Account]> {
    /// People joined: a team, a group chat. Each has an id, and a name where the roster has one.
    ///
    /// The bot itself is never among them, nor is anybody in a personal chat, or whose joining was told before.
    public static var membersAdded: Self { Route(.membersAdded) { await $0.joined() } }
    /// People left: a team, a group chat, their organisation. The bot itself is never among them.
    public static var membersRemoved: Self { Route(.membersRemoved) { $0.left() } }
    /// People joined a private or shared channel; all else as ``membersAdded``, which comes after it.
    public static var channelMembersAdded: Self {
        Route(.kind(.conversation(.channelMemberAdded))) { await $0.joined() }
    }
    /// People left a private or shared channel; all else as ``membersRemoved``, which comes after it.
    public static var channelMembersRemoved: Self { Route(.kind(.conversation(.channelMemberRemoved))) { $0.left() } }
}

extension Route<ChannelChange> {
    private static func channel(_ change: ChannelEventType) -> Self {
        Route(.kind(.conversation(change))) { try ChannelChange($0) }
    }
    /// A channel was created.
    public static var channelCreated: Self { channel(.channelCreated) }
    /// A channel has a new name.
    public static var channelRenamed: Self { channel(.channelRenamed) }
    /// A channel was deleted. It can be restored.
    public static var channelDeleted: Self { channel(.channelDeleted) }
    /// A deleted channel came back.
    public static var channelRestored: Self { channel(.channelRestored) }
    /// A channel was shared with other teams.
    public static var channelShared: Self { channel(.channelShared) }
    /// A channel is no longer shared with some teams.
    public static var channelUnshared: Self { channel(.channelUnshared) }
}

extension Route<TeamChange> {
    private static func team(_ change: ChannelEventType) -> Self {
        Route(.kind(.conversation(change))) { try TeamChange($0) }
    }
    /// The team has a new name.
    public static var teamRenamed: Self { team(.teamRenamed) }
    /// The team was archived: nobody writes there.
    public static var teamArchived: Self { team(.teamArchived) }
    /// The team is no longer archived.
    public static var teamUnarchived: Self { team(.teamUnarchived) }
    /// The team was deleted. It can be restored.
    public static var teamDeleted: Self { team(.teamDeleted) }
    /// A deleted team came back.
    public static var teamRestored: Self { team(.teamRestored) }
    /// The team was deleted for good.
    public static var teamHardDeleted: Self { team(.teamHardDeleted) }
}

extension Route<Void> {
    /// The bot was added to a conversation. Where the service tells of the installation too, which it does but for
    /// some, ``Route/installed`` tells who did it, and in which channel.
    public static var botAdded: Self { Route(.botAdded) }
    /// The bot was removed from a conversation.
    public static var botRemoved: Self { Route(.botRemoved) }
}

extension Route<ChannelData> {
    /// A change of a team, a channel or their members by its name on the wire, also one that is not known here.
    public static func conversationUpdate(_ change: ChannelEventType) -> Self {
        Route(.kind(.conversation(change))) { $0.activity.channelData ?? ChannelData() }
    }
    /// Any change of a conversation that nothing more specific wants.
    public static var conversationUpdate: Self {
        Route(.kind(ActivityKind(.conversationUpdate))) { $0.activity.channelData ?? ChannelData() }
    }
}

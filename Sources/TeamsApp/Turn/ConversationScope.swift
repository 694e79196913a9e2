public import JSONKit
internal import TeamsConnector
internal import TeamsModels

/// What kind of conversation something happened in. A kind that is not known here keeps the name that the service
/// gave it; one that nobody named is empty.
public struct ConversationScope: OpenEnum {
    /// The name: one of those below, else as it is written on the wire.
    public let rawValue: String
    /// Takes a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One person and the bot.
    public static let personal: ConversationScope = "personal"
    /// Several people.
    public static let group: ConversationScope = "group"
    /// A channel of a team, or the team itself; also where a meeting takes place in it.
    public static let channel: ConversationScope = "channel"
    /// The chat of a meeting. On the wire it is a group chat.
    public static let meeting: ConversationScope = "meeting"

    init(_ activity: Activity) {
        let id = activity.conversation?.id?.base.rawValue ?? ""
        let isMeeting = activity.channelData?.meeting?.id != nil || id.hasPrefix("19:meeting_")
        switch activity.conversation?.conversationType?.rawValue {
        case let type? where type.lowercased() == "personal": self = .personal
        case let type? where type.lowercased() == "groupchat": self = isMeeting ? .meeting : .group
        case let type? where type.lowercased() == "channel": self = .channel
        case let type? where !type.isEmpty: self = ConversationScope(rawValue: type)
        default:
            // Some events name no type.
            if activity.isPersonal {
                self = .personal
            } else if activity.teamID != nil || id.hasSuffix("@thread.tacv2") || id.hasSuffix("@thread.skype") {
                self = .channel
            } else if isMeeting {
                self = .meeting
            } else {
                self = id.hasSuffix("@thread.v2") || activity.conversation?.isGroup == true ? .group : ""
            }
        }
    }
}

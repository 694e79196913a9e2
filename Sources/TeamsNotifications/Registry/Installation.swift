public import Foundation
public import TeamsApp
internal import TeamsConnector
public import TeamsModels

/// A place where the app is installed: a person's chat, a group chat, or a team. What the registry knew of it when it
/// was read.
public struct Installation: Sendable, Identifiable {
    /// What kind of place it is.
    public let scope: InstallationScope
    /// All that the registry knows of its conversation: reference, language, time zone, closure.
    public let conversation: KnownConversation
    let notifications: Notifications

    /// The conversation; of a team its channel General.
    public var id: ConversationID { conversation.id }

    /// The organisation.
    public var tenant: TenantID? { conversation.tenant }

    /// The person's name, the chat's topic, or the team's name; nil as long as nobody told.
    public var name: String? {
        switch scope {
        case .personal: conversation.person?.name
        case .group: conversation.reference.conversation?.name
        case .team: conversation.team?.name
        }
    }

    /// The person of a personal chat.
    public var person: Account? { conversation.person }

    /// The team of a team.
    public var team: TeamInfo? { conversation.team }

    /// The channel that was chosen when the app was installed in the team.
    public var selectedChannel: ChannelID? { conversation.selectedChannel }

    /// Since when the app is known to be installed there.
    public var since: Date? { conversation.installedAt?.date }

    /// Whether a message can be sent there, as far as is known; see ``unreachableReason``.
    public var isReachable: Bool { conversation.isReachable }

    /// Why nothing is sent there until somebody there interacts or installs the app; nil when it can be reached.
    public var unreachableReason: ClosureReason? { conversation.closure?.reason }

    /// The conversation as an installation; nil for a channel that is not its team's own, and for a place that the app
    /// was removed from.
    init?(_ known: KnownConversation, in notifications: Notifications) {
        guard known.uninstalledAt == nil, let scope = InstallationScope(known) else { return nil }
        self.scope = scope
        conversation = known
        self.notifications = notifications
    }
}

extension InstallationScope {
    /// The type of the conversations of this kind.
    var conversationType: ConversationType {
        switch self {
        case .personal: .personal
        case .group: .groupChat
        case .team: .channel
        }
    }

    /// What an installation with this conversation is; nil for a channel beside General.
    init?(_ known: KnownConversation) {
        if known.isOfWholeTeam {
            self = .team
            return
        }
        switch known.reference.conversation?.conversationType {
        case ConversationType.personal?: self = .personal
        case ConversationType.groupChat?: self = .group
        case nil where known.reference.isPersonal: self = .personal
        default: return nil
        }
    }
}

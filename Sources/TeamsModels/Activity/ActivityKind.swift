internal import JSONKit

/// What happened, to the finest degree that the wire tells: a type, and within it a detail.
///
/// The detail is the `eventType` of updates, the `action` of installations, the `name` of events, invokes and commands.
/// Its letters' case does not matter. What is not named here is a kind all the same.
///
///     switch activity.kind {
///     case .teamRenamed: …
///     case .messageEdited: …
///     default: …
///     }
public struct ActivityKind: Hashable, Sendable, CustomStringConvertible {
    /// The type.
    public let type: ActivityType
    /// The detail within the type, as it was written; nil for the type as a whole.
    public let detail: String?

    /// A kind of `type`; the type as a whole when `detail` is nil.
    public init(_ type: ActivityType, _ detail: String? = nil) {
        self.type = type
        self.detail = detail
    }

    /// The type as a whole, of which this is a kind.
    public var general: ActivityKind { ActivityKind(type) }

    /// `type` or `type/detail`.
    public var description: String { detail.map { "\(type.rawValue)/\($0)" } ?? type.rawValue }

    /// Whether both are the same kind, however the letters of the detail are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.type == right.type
            && (left.detail == right.detail || left.detail?.lowercased() == right.detail?.lowercased())
    }

    /// Hashes the kind without regard to how the letters of the detail are written.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(detail?.lowercased())
    }
}

extension ActivityKind {
    /// Somebody wrote, or pressed a button that speaks for them.
    public static let message = ActivityKind(.message)
    /// A message was edited.
    public static let messageEdited = ActivityKind(.messageUpdate, ChannelEventType.editMessage.rawValue)
    /// The deletion of a message was undone.
    public static let messageUndeleted = ActivityKind(.messageUpdate, ChannelEventType.undeleteMessage.rawValue)
    /// A message was deleted; the deletion can be undone.
    public static let messageDeleted = ActivityKind(.messageDelete, ChannelEventType.softDeleteMessage.rawValue)
    /// Reactions to a message of the bot were added or removed.
    public static let messageReaction = ActivityKind(.messageReaction)
    /// Somebody is writing.
    public static let typing = ActivityKind(.typing)

    /// The app was installed.
    public static let installed = installation(.add)
    /// The app was removed.
    public static let uninstalled = installation(.remove)
    /// The app was upgraded; the installation stays.
    public static let upgraded = installation(.addUpgrade)
    /// An upgrade removed the bot, or is about to add it again.
    public static let removedByUpgrade = installation(.removeUpgrade)

    /// An installation with the given action.
    public static func installation(_ action: InstallationAction) -> ActivityKind {
        ActivityKind(.installationUpdate, action.rawValue)
    }

    /// A change of a team, a channel or their members.
    public static func conversation(_ change: ChannelEventType) -> ActivityKind {
        ActivityKind(.conversationUpdate, change.rawValue)
    }

    /// An event by its name.
    public static func event(_ name: EventName) -> ActivityKind { ActivityKind(.event, name.rawValue) }

    /// An invoke by its name.
    public static func invoke(_ name: InvokeName) -> ActivityKind { ActivityKind(.invoke, name.rawValue) }
}

extension Activity {
    /// What happened, to the finest degree that the activity tells.
    public var kind: ActivityKind {
        guard let type else { return ActivityKind("") }
        return switch type {
        case .messageUpdate, .messageDelete, .conversationUpdate:
            ActivityKind(type, channelData?.eventType?.rawValue)
        case .installationUpdate: ActivityKind(type, action?.rawValue)
        case .event, .invoke, .command, .commandResult: ActivityKind(type, name)
        default: ActivityKind(type)
        }
    }
}

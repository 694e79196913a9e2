internal import Foundation
internal import JSONKit
internal import TeamsConnector
internal import TeamsModels

/// What an activity tells about conversations. Pure.
///
/// Installations and the first message count beside the events about members: a fifth of those events was
/// [reported lost](https://github.com/OfficeDev/microsoft-teams-library-js/issues/3040).
struct ActivityNews: Hashable, Sendable {
    /// About single conversations, each by its id.
    private(set) var conversations: [(id: ConversationID, news: ConversationNews)] = []
    /// About every conversation of one team that is known.
    private(set) var team: (id: TeamID, news: ConversationNews)?
    /// Whether the app was removed from a place of which the activity does not say whether it is a team's.
    var leavesSomewhere: Bool { isRemoval && team == nil }
    private let isRemoval: Bool

    /// - Parameters:
    ///   - activity: what the service delivered.
    ///   - now: when it came, for one that does not say when it happened.
    init(_ activity: Activity, now: Date) {
        let kind = Self.kind(of: activity)
        isRemoval = kind == .uninstalled
        guard let reference = ConversationReference(activity)?.ofConversation(activity) else { return }
        let at = activity.timestamp?.date ?? now
        if activity.conversation?.conversationType == .channel || activity.teamID != nil {
            addTeam(activity, reference, kind, at)
        } else {
            addChat(activity, reference, kind, at)
        }
    }

    /// What happens in a personal chat or a group chat.
    private mutating func addChat(
        _ activity: Activity, _ reference: ConversationReference, _ kind: ConversationNews.Kind, _ at: Date
    ) {
        var news = ConversationNews(kind: kind, at: at, reference: reference)
        news.installedBy = Self.installer(activity, kind)
        if reference.isPersonal {
            news.timeZone = TimeZoneName.told(by: activity)
        } else if activity.type == .conversationUpdate, let topic = activity.topicName, !topic.isEmpty {
            news.reference?.conversation?.name = topic
            news.isRenaming = true
        }
        add(news)
    }

    /// Who installed the app, when the activity tells of a new installation.
    private static func installer(_ activity: Activity, _ kind: ConversationNews.Kind) -> Account? {
        guard kind == .installed, activity.action != .addUpgrade, let from = activity.from,
            let id = from.id, !id.isEmpty, id != activity.recipient?.id
        else { return nil }
        return from.ofPerson
    }

    private mutating func add(_ news: ConversationNews) {
        guard let id = news.reference?.conversation?.id, !id.isEmpty else { return }
        conversations.append((id, news))
    }

    /// What happens in a team. Events about the team and its channels come from the conversation with the team's id,
    /// and installations from the channel that was chosen.
    private mutating func addTeam(
        _ activity: Activity, _ reference: ConversationReference, _ kind: ConversationNews.Kind, _ at: Date
    ) {
        var info = activity.channelData?.team ?? TeamInfo()
        info.id = activity.teamID
        let team = info.id == nil ? nil : info
        let channel = activity.channelID
        let isOfTeam = reference.conversation?.id?.rawValue == team?.id?.rawValue

        var own = ConversationNews(kind: kind, at: at, reference: reference, team: team)
        own.installedBy = Self.installer(activity, kind)
        if let channel, channel.rawValue == reference.conversation?.id?.rawValue {
            own.channel = activity.channelData?.channel ?? ChannelInfo(channel)
        }
        switch kind {
        case .installed:
            let selected = activity.channelData?.settings?.selectedChannel?.id ?? (isOfTeam ? nil : channel)
            if let team, let id = team.id, !isOfTeam {
                own = ConversationNews(
                    kind: .interaction, at: at, reference: reference, team: team, channel: own.channel)
                var general = reference
                general.conversation?.id = id.conversationID
                general.conversation?.name = nil
                var whole = ConversationNews(
                    kind: kind, at: at, reference: general, team: team, selectedChannel: selected)
                whole.installedBy = Self.installer(activity, kind)
                add(whole)
            } else {
                own.selectedChannel = selected
            }
            if let id = team?.id { self.team = (id, ConversationNews(kind: .reopened(.uninstalled), at: at)) }
        case .interaction:
            // Whoever is spoken to in a channel is in the team, whether or not anybody has told of the installation.
            guard let team, let id = team.id, own.channel?.isOfSome != true else { break }
            guard !isOfTeam else { break }
            var whole = reference
            whole.conversation?.id = id.conversationID
            whole.conversation?.name = nil
            add(ConversationNews(kind: kind, at: at, reference: whole, team: team))
        case .uninstalled:
            if let id = team?.id { self.team = (id, ConversationNews(kind: kind, at: at)) }
        default: break
        }
        if let change = Self.change(ofTeam: activity), let team, let id = team.id {
            var news = ConversationNews(kind: change, at: at, team: team)
            news.isRenaming = activity.channelData?.eventType == .teamRenamed
            self.team = (id, news)
            own.isRenaming = news.isRenaming
            if change == .closed(.teamDeleted) || change == .forgotten { return }
        }
        add(own)
        guard activity.type == .conversationUpdate, let channel, own.channel == nil else { return }
        addChannel(activity, channel, reference, team, at)
    }

    /// A channel that an event of its team is about. The channel's own service is the team's.
    private mutating func addChannel(
        _ activity: Activity, _ channel: ChannelID, _ reference: ConversationReference, _ team: TeamInfo?, _ at: Date
    ) {
        var place = reference
        place.conversation?.id = ConversationID(rawValue: channel.rawValue)
        place.conversation?.name = activity.channelData?.channel?.name
        let kind: ConversationNews.Kind =
            switch activity.channelData?.eventType {
            case ChannelEventType.channelDeleted?: .closed(.channelDeleted)
            case ChannelEventType.channelRestored?: .reopened(.channelDeleted)
            case ChannelEventType.channelMemberAdded? where activity.isRecipientAdded: .installed
            case ChannelEventType.channelMemberRemoved? where activity.isRecipientRemoved: .uninstalled
            default: .seen
            }
        var news = ConversationNews(
            kind: kind, at: at, reference: place, team: team,
            channel: activity.channelData?.channel ?? ChannelInfo(channel))
        news.isRenaming = activity.channelData?.eventType == .channelRenamed
        add(news)
    }

    private static func change(ofTeam activity: Activity) -> ConversationNews.Kind? {
        guard activity.type == .conversationUpdate else { return nil }
        return switch activity.channelData?.eventType {
        case ChannelEventType.teamDeleted?: .closed(.teamDeleted)
        case ChannelEventType.teamRestored?: .reopened(.teamDeleted)
        case ChannelEventType.teamArchived?: .closed(.teamArchived)
        case ChannelEventType.teamUnarchived?: .reopened(.teamArchived)
        case ChannelEventType.teamHardDeleted?: .forgotten
        case ChannelEventType.teamRenamed?: .seen
        default: nil
        }
    }

    private static func kind(of activity: Activity) -> ConversationNews.Kind {
        switch activity.type {
        case ActivityType.installationUpdate?:
            switch activity.action {
            // An upgrade keeps the installation. The removal that belongs to one waits for what follows.
            case InstallationAction.add?, InstallationAction.addUpgrade?: .installed
            case InstallationAction.remove?: .uninstalled
            default: .seen
            }
        case ActivityType.conversationUpdate?:
            // Of a private or shared channel alone, which is not its team.
            activity.channelData?.eventType == .channelMemberAdded
                || activity.channelData?.eventType == .channelMemberRemoved
                ? .seen
                : activity.isRecipientAdded ? .installed : activity.isRecipientRemoved ? .uninstalled : .seen
        case ActivityType.message?, ActivityType.messageUpdate?, ActivityType.messageDelete?,
            ActivityType.messageReaction?, ActivityType.invoke?:
            .interaction
        default: .seen
        }
    }

    static func == (left: ActivityNews, right: ActivityNews) -> Bool {
        left.conversations.elementsEqual(right.conversations) { $0 == $1 } && left.team?.id == right.team?.id
            && left.team?.news == right.team?.news
    }

    func hash(into hasher: inout Hasher) {
        for (id, news) in conversations {
            hasher.combine(id)
            hasher.combine(news)
        }
    }
}

extension ConversationReference {
    /// What `activity` says of its conversation as a whole; of a personal chat, with the person and not the bot.
    fileprivate func ofConversation(_ activity: Activity) -> ConversationReference {
        var reference = ofConversation
        guard reference.isPersonal else { return reference }
        let bot = activity.recipient?.id
        let person =
            user?.id == nil || user?.id == bot
            ? activity.membersAdded?.first { $0.id != nil && $0.id != bot } : activity.from
        reference.user = person?.ofPerson
        reference.locale = locale ?? activity.client?.locale
        return reference
    }
}

extension Account {
    /// What stays true of a person beyond the activity, or the roster, in which they stand.
    var ofPerson: Account {
        var person = Account()
        person.id = id
        person.name = name
        person.aadObjectId = directoryID
        person.givenName = givenName
        person.surname = surname
        person.email = email
        person.userPrincipalName = userPrincipalName
        person.userRole = userRole
        return person
    }
}

extension ChannelInfo {
    /// Whether only some of the team are in it: what happens there says nothing about the team.
    fileprivate var isOfSome: Bool { type == .privateChannel || type == .sharedChannel }
}

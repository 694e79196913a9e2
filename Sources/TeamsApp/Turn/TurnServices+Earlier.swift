internal import TeamsModels

extension TurnServices {
    /// What was true until `activity` changed it. Asked before anybody takes note of the activity.
    ///
    /// - Parameter remembersTexts: whether somebody wants to know what messages said before; else none is kept.
    func earlier(than activity: Activity, remembersTexts: Bool) async -> EarlierFacts {
        var facts = EarlierFacts()
        if remembersTexts { facts.text = earlierText(activity) }
        guard activity.type == .conversationUpdate else { return facts }
        if let people = activity.membersRemoved { recent.left(people, activity.placeOfMembers) }
        facts.name = await earlierName(activity)
        return facts
    }

    private func earlierText(_ activity: Activity) -> String? {
        guard let message = activity.id, let conversation = activity.conversation?.id else { return nil }
        switch activity.type {
        case .message?, .messageUpdate?:
            guard activity.text != nil else { return recent.text(of: message, in: conversation, now: nil) }
            let text = TurnContext(activity, services: self).text
            return recent.text(of: message, in: conversation, now: text)
        case .messageDelete?: return recent.text(of: message, in: conversation, now: nil)
        default: return nil
        }
    }

    private func earlierName(_ activity: Activity) async -> String? {
        switch activity.channelData?.eventType {
        case ChannelEventType.channelRenamed?:
            guard let id = activity.channelID?.conversationID else { return nil }
            let known = try? await register.store.conversation(id)
            let name = known?.channel?.name ?? known?.reference.conversation?.name
            return name == activity.channelInfo?.name ? nil : name
        case ChannelEventType.teamRenamed?:
            guard let id = activity.teamID?.conversationID else { return nil }
            let name = (try? await register.store.conversation(id))?.team?.name
            return name == activity.teamInfo?.name ? nil : name
        default: return nil
        }
    }
}

extension Activity {
    /// What people join or leave: a private or shared channel, a team, a chat.
    var placeOfMembers: String {
        let ofChannel: Set<ChannelEventType> = [.channelMemberAdded, .channelMemberRemoved]
        if let change = channelData?.eventType, ofChannel.contains(change), let channelID { return channelID.rawValue }
        return teamID?.rawValue ?? conversation?.id?.base.rawValue ?? ""
    }
}

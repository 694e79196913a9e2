internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension ConversationReference {
    /// With what `newer` says about the same conversation; what it does not say stays.
    func merging(_ newer: ConversationReference) -> ConversationReference {
        var merged = self
        // Two spellings of one address are no news.
        if let url = newer.serviceUrl, !url.isEmpty, serviceUrl.map({ !HTTP.Address.same($0, url) }) ?? true {
            merged.serviceUrl = url
        }
        merged.channelId = newer.channelId ?? channelId
        merged.bot = bot.map { $0.merging(newer.bot) } ?? newer.bot
        merged.user = user.map { $0.merging(newer.user) } ?? newer.user
        merged.locale = newer.locale ?? locale
        merged.extras.merge(newer.extras)
        if let conversation, let other = newer.conversation {
            merged.conversation?.name = other.name ?? conversation.name
            merged.conversation?.conversationType = other.conversationType ?? conversation.conversationType
            merged.conversation?.isGroup = other.isGroup ?? conversation.isGroup
            merged.conversation?.tenantId = other.tenantId ?? conversation.tenantId
            merged.conversation?.extras.merge(other.extras)
        }
        return merged
    }
}

extension Account {
    /// With what `newer` says about the same person or bot.
    fileprivate func merging(_ newer: Account?) -> Account {
        guard let newer else { return self }
        var merged = self
        merged.id = newer.id ?? id
        merged.name = newer.name ?? name
        merged.aadObjectId = newer.directoryID ?? directoryID
        merged.objectId = nil
        merged.givenName = newer.givenName ?? givenName
        merged.surname = newer.surname ?? surname
        merged.email = newer.email ?? email
        merged.userPrincipalName = newer.userPrincipalName ?? userPrincipalName
        merged.userRole = newer.userRole ?? userRole
        return merged
    }
}

extension TeamInfo {
    /// With what `newer` says about the same team.
    func merging(_ newer: TeamInfo?) -> TeamInfo {
        guard let newer else { return self }
        var merged = self
        merged.id = newer.id ?? id
        merged.name = newer.name ?? name
        merged.aadGroupId = newer.aadGroupId ?? aadGroupId
        merged.tenantId = newer.tenantId ?? tenantId
        merged.extras.merge(newer.extras)
        return merged
    }
}

extension ChannelInfo {
    /// With what `newer` says about the same channel.
    func merging(_ newer: ChannelInfo?) -> ChannelInfo {
        guard let newer else { return self }
        var merged = self
        merged.id = newer.id ?? id
        merged.name = newer.name ?? name
        merged.type = newer.type ?? type
        merged.extras.merge(newer.extras)
        return merged
    }
}

extension JSONObject {
    fileprivate mutating func merge(_ newer: JSONObject) {
        for (name, value) in newer { self[name] = value }
    }
}

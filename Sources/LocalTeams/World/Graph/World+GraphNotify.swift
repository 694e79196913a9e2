internal import JSONKit

// Notifications that apps put into activity feeds through Microsoft Graph.

extension World {
    /// Notifies a person, or people of a chat or a team.
    mutating func graphNotify(_ body: JSONObject, at target: GraphTarget, by caller: GraphCaller) throws(Refusal) {
        let place = try find(target)
        let name = target.kind == .user ? nil : "recipient"
        let notification = try ActivityNotification(body, recipients: name)
        try check(notification, by: caller)
        guard let home = home(of: place, for: caller.bot), installation(of: caller.bot, at: home) != nil else {
            throw .notAuthorizedToNotify(caller.bot)
        }
        var link = try link(of: notification, at: place, by: caller)
        var people: [Handle]
        if case .user(let handle) = place {
            people = [handle]
        } else {
            let recipient = try NotificationRecipient(body["recipient"])
            people = try self.people(recipient, at: place)
            if case .channelMembers(_, let channel) = recipient, link.message == nil {
                link.conversation = ConversationID(rawValue: channel)
            }
        }
        notify(people, notification, link, by: caller.bot)
    }

    /// Notifies up to a hundred people. Those for whom the app is not installed get nothing.
    /// - Returns: who got nothing, for the log.
    mutating func graphNotifyRecipients(_ body: JSONObject, by caller: GraphCaller) throws(Refusal) -> String? {
        let notification = try ActivityNotification(body, recipients: "recipients")
        let names = try NotificationRecipient.people(body["recipients"])
        try check(notification, by: caller)
        if case .entity(let address) = notification.topic {
            guard let entity = EntityAddress(address), isApp(entity, of: caller.bot) else {
                throw .badGraphRequest("topic.value must be the app: …/v1.0/appCatalogs/teamsApps/{id}.")
            }
        }
        var people: [Handle] = []
        var missed: [String] = []
        for name in names {
            if let handle = directory.handle(named: name), isInstalled(caller.bot, for: handle) {
                people.append(handle)
            } else {
                missed.append(String(name.prefix(64)))
            }
        }
        notify(people, notification, Link(), by: caller.bot)
        guard !missed.isEmpty else { return nil }
        return
            "\(missed.count) of \(names.count) recipients got nothing, as the app is not installed for them or nobody "
            + "has the id: \(missed.prefix(10).joined(separator: ", "))"
    }

    /// Where a notification leads.
    private struct Link {
        var conversation: ConversationID?
        var message: String?
    }

    private mutating func notify(_ people: [Handle], _ notification: ActivityNotification, _ link: Link, by bot: AppID)
    {
        let place = link.conversation.flatMap { self.place($0) }
        let message = link.message.flatMap { id in place.flatMap { self.message(id, in: $0) } }
        for person in people {
            feed.add(
                FeedEntry(
                    id: FeedID(rawValue: counters.nextSerial()), person: person, kind: .activityFeed, bot: bot,
                    at: now, title: notification.title, preview: ActivityNotification.shown(notification.preview),
                    conversation: link.conversation,
                    // Nobody learns of a message that they do not see.
                    message: message.flatMap { $0.isVisible(to: person) ? $0.number : nil }, chain: notification.chain))
        }
        show(.feed, to: people)
    }

    private func check(_ notification: ActivityNotification, by caller: GraphCaller) throws(Refusal) {
        if let id = notification.teamsAppID, id.lowercased() != catalogID(of: caller.bot) {
            throw .graphNotFound("The app has no Teams app with the id '\(id.prefix(64))' in the catalogue.")
        }
    }

    private func isInstalled(_ bot: AppID, for handle: Handle) -> Bool {
        home(of: .user(handle), for: bot).flatMap { installation(of: bot, at: $0) } != nil
    }

    /// The people whom a recipient of a chat or a team stands for.
    private func people(_ recipient: NotificationRecipient, at place: GraphPlace) throws(Refusal) -> [Handle] {
        switch (recipient, place) {
        case (.person(let name), .chat(let chat)): return [try member(name, of: roster(chat))]
        case (.person(let name), .team(let team)): return [try member(name, of: team.roster)]
        case (.chatMembers(let id), .chat(let chat)) where id == chat.id.rawValue: return roster(chat).handles
        case (.teamMembers(let id), .team(let team)) where id.lowercased() == team.aadGroupId.lowercased():
            return team.roster.handles
        case (.channelMembers(let id, let channel), .team(let team))
        where id.lowercased() == team.aadGroupId.lowercased():
            guard team.channels.contains(where: { $0.id.rawValue == channel && !$0.deleted }) else {
                throw .graphNotFound("No channel of the team has the id '\(channel.prefix(200))'.")
            }
            return team.roster.handles
        default: throw .badGraphRequest("The recipient is not in the scope of the address.")
        }
    }

    private func member(_ name: String, of roster: Roster) throws(Refusal) -> Handle {
        guard let handle = directory.handle(named: name), roster.contains(handle) else {
            throw .graphNotFound("The recipient '\(name.prefix(200))' is no member of the chat or team.")
        }
        return handle
    }

    /// Where a notification leads. What its topic names must be in the scope of the call.
    private func link(
        of notification: ActivityNotification, at place: GraphPlace, by caller: GraphCaller
    ) throws(Refusal) -> Link {
        guard case .entity(let text) = notification.topic else {
            switch place {
            case .user: return Link()
            case .chat(let chat): return Link(conversation: chat.id)
            case .team(let team): return Link(conversation: team.id)
            }
        }
        guard let entity = EntityAddress(text) else {
            throw .badGraphRequest("topic.value is no address of Microsoft Graph: https://graph.microsoft.com/v1.0/….")
        }
        switch place {
        case .user(let handle):
            if isApp(entity, of: caller.bot) { return Link() }
            guard entity.begins(with: "users"), entity.path.count == 5,
                directory.handle(named: entity.path[1]) == handle,
                let id = entity.value(after: "installedapps"),
                let installation = installations[InstallationID(rawValue: id)],
                installation.target == .user(handle), installation.bot == caller.bot
            else {
                throw .badGraphRequest(
                    "topic.value must be the app's installation for the user: "
                        + "…/v1.0/users/{id}/teamwork/installedApps/{id}.")
            }
            return Link(conversation: home(of: installation))
        case .chat(let chat):
            guard entity.begins(with: "chats", chat.id.rawValue) else {
                throw .badGraphRequest("topic.value must be the chat of the address, or a message in it.")
            }
            return Link(conversation: chat.id, message: entity.value(after: "messages"))
        case .team(let team):
            guard entity.begins(with: "teams", team.aadGroupId) else {
                throw .badGraphRequest("topic.value must be the team of the address, or something in it.")
            }
            let channel = entity.value(after: "channels") ?? team.id.rawValue
            guard team.channels.contains(where: { $0.id.rawValue == channel && !$0.deleted }) else {
                throw .graphNotFound("No channel of the team has the id '\(channel.prefix(200))'.")
            }
            return Link(
                conversation: ConversationID(rawValue: channel), message: entity.value(after: "messages"))
        }
    }

    /// Whether it is the caller's own app in the catalogue.
    private func isApp(_ entity: EntityAddress, of bot: AppID) -> Bool {
        entity.path.count == 3 && entity.begins(with: "appCatalogs", "teamsApps", catalogID(of: bot))
    }
}

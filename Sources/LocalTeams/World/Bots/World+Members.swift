internal import JSONKit

// C13–C17, T1, T2: who is in a conversation, as a bot reads it.

extension World {
    /// The service clamps a page to this many members.
    static let memberPage = 50...500

    /// C14, unpaged.
    func members(of conversation: ConversationID, for bot: AppID) throws(Refusal) -> [JSONObject] {
        accounts(roster(try admit(bot, to: conversation)).handles[...], for: bot)
    }

    /// C13: those who see an activity.
    func members(
        ofActivity id: String, in conversation: ConversationID, for bot: AppID
    ) throws(Refusal) -> [JSONObject] {
        let place = try admit(bot, to: conversation)
        guard let message = message(id, in: place), message.state == .present,
            message.audience == .everyone || message.author == .bot(bot) || message.audience == .bot(bot)
        else { throw .activityNotFound }
        return accounts(readers(of: message, in: place)[...], for: bot)
    }

    /// C15. `id` is an account id, a directory id or a user principal name.
    func member(_ id: String, of conversation: ConversationID, for bot: AppID) throws(Refusal) -> JSONObject {
        let place = try admit(bot, to: conversation)
        let handle = try resolve(id, for: bot) ?? directory.handle(named: id)
        guard let handle, roster(place).contains(handle), let person = person(handle) else { throw .memberNotFound(id) }
        return account(person, for: bot)
    }

    /// C16: `{members[],continuationToken?}`. The token stays good when others join.
    func pagedMembers(
        of conversation: ConversationID, for bot: AppID, pageSize: Int? = nil, continuationToken: String? = nil
    ) throws(Refusal) -> JSONObject {
        let roster = roster(try admit(bot, to: conversation))
        let size = min(
            max(pageSize ?? Self.memberPage.upperBound, Self.memberPage.lowerBound), Self.memberPage.upperBound)
        var last = 0
        if let continuationToken, !continuationToken.isEmpty {
            guard let token = PageToken(continuationToken, of: .members) else {
                throw .badArgument("The continuation token is not valid.")
                    .noted("Rule: a page is asked for by the token of the page before it, as it came.")
            }
            last = token.number
        }
        let page = roster.page(after: last, count: size)
        var json: JSONObject = ["members": JSONValue(accounts(page, for: bot))]
        if page.endIndex < roster.handles.endIndex, let end = page.last {
            json["continuationToken"] = .string(PageToken(roster.joined[end, default: 0]).text(of: .members))
        }
        return json
    }

    /// C17: what Teams does is not documented; bots take nobody out here.
    func removeMember(_ id: String, of conversation: ConversationID, by bot: AppID) throws(Refusal) {
        _ = try admit(bot, to: conversation)
        throw .notEnoughPermissions("A bot cannot remove members.")
            .noted("Rule: no permission lets a bot take a person out of a conversation (wire contract, C17).")
    }

    /// T1.
    func team(_ id: ConversationID, for bot: AppID) throws(Refusal) -> JSONObject {
        let team = try installedTeam(id, for: bot)
        return [
            "id": team.id.json, "name": .string(team.name), "type": "standard",
            "aadGroupId": .string(team.aadGroupId), "channelCount": JSONValue(visibleChannels(of: team).count),
            "memberCount": JSONValue(team.roster.handles.count), "tenantId": .string(tenant.id),
        ]
    }

    /// T2: `{conversations:[…]}`; General has no name.
    func channels(ofTeam id: ConversationID, for bot: AppID) throws(Refusal) -> JSONObject {
        let team = try installedTeam(id, for: bot)
        let channels: [JSONValue] = visibleChannels(of: team).map { channel in
            [
                "id": channel.id.json, "name": channel.id == team.id ? .null : .string(channel.name),
                "type": .string(channel.kind.rawValue),
            ]
        }
        return ["conversations": .array(channels)]
    }

    private func visibleChannels(of team: TeamState) -> [Workspace.Channel] {
        team.channels.filter { !$0.deleted && letsBotsIn($0) }
    }

    private func installedTeam(_ id: ConversationID, for bot: AppID) throws(Refusal) -> TeamState {
        try registered(bot)
        guard let team = places.team(ConversationAddress(id).base), !team.deleted else { throw .conversationNotFound }
        guard installation(of: bot, at: team.id) != nil else { throw .notInRoster }
        return team
    }

    private func accounts(_ handles: ArraySlice<Handle>, for bot: AppID) -> [JSONObject] {
        handles.compactMap { person($0) }.map { account($0, for: bot) }
    }

    /// A person as member lists show them.
    func account(_ person: Person, for bot: AppID) -> JSONObject {
        let names = person.name.split(separator: " ").map(String.init)
        return JSONObject(present: [
            "id": .string(directory.account(of: person, for: bot)), "name": .string(person.name),
            "objectId": .string(person.aadObjectId), "aadObjectId": .string(person.aadObjectId),
            "givenName": names.first.map(JSONValue.string),
            "surname": names.count > 1 ? .string(names.dropFirst().joined(separator: " ")) : nil,
            "email": .string(person.email), "userPrincipalName": .string(person.userPrincipalName),
            "tenantId": .string(tenant.id), "userRole": "user",
        ])
    }
}

internal import JSONKit

// What every activity of Teams carries ("Common envelope" of the reference), and who gets one.

extension World {
    /// An activity that `handle` caused, as `bot` gets it. Members of `extra` come on top of the common ones; `nil`
    /// takes nothing away. Only messages name their sender.
    func activity(
        _ type: String, id: String, by handle: Handle, for bot: Bot, in conversation: JSONObject,
        at instant: Instant? = nil, channelData: JSONObject = [:], extra: KeyValuePairs<String, JSONValue?>
    ) -> JSONObject {
        let person = person(handle) ?? Person(handle: handle, name: handle.rawValue, tenant: tenant.id)
        let isMessage = type.hasPrefix("message") && type != "messageReaction"
        let instant = instant ?? now
        var data = channelData
        data["tenant"] = ["id": .string(tenant.id)]
        var json: JSONObject = [
            "type": .string(type), "channelId": "msteams", "id": .string(id),
            "timestamp": .string(instant.timestamp),
            "localTimestamp": .string(instant.localTimestamp(in: person.timeZone)),
            "localTimezone": .string(person.timeZone), "locale": .string(person.locale),
            "serviceUrl": .string(serviceURL),
            "from": .object(account(person, for: bot.appId, named: isMessage)),
            "recipient": ["id": .string(bot.accountID), "name": .string(bot.name)],
            "conversation": .object(conversation),
            "entities": [.object(clientInfo(of: person))],
            "channelData": .object(data),
        ]
        for (name, value) in extra {
            if let value { json[name] = value }
        }
        return json
    }

    /// `{"id":"29:…","name"?,"aadObjectId"}`
    func account(_ person: Person, for bot: AppID, named: Bool) -> JSONObject {
        JSONObject(present: [
            "id": .string(directory.account(of: person, for: bot)), "name": named ? .string(person.name) : nil,
            "aadObjectId": .string(person.aadObjectId),
        ])
    }

    func clientInfo(of person: Person) -> JSONObject {
        let parts = person.locale.split(separator: "-")
        return JSONObject(present: [
            "type": "clientInfo", "locale": .string(person.locale),
            "country": parts.count > 1 ? parts.last.map { .string($0.uppercased()) } : nil,
            "platform": "Web", "timezone": .string(person.timeZone),
        ])
    }

    /// `conversation` of an activity. `named` is the id that it has there.
    func conversation(_ place: Place, named id: ConversationID? = nil, name: String? = nil) -> JSONObject {
        let (isGroup, type): (Bool, String) =
            switch place.kind {
            case .personal, .direct: (false, "personal")
            case .group, .meeting: (true, "groupChat")
            case .channel: (true, "channel")
            }
        return JSONObject(present: [
            "isGroup": isGroup ? .bool(true) : nil, "conversationType": .string(type),
            "id": (id ?? place.id).json, "name": name.map(JSONValue.string), "tenantId": .string(tenant.id),
        ])
    }

    /// The conversation of all events about a team.
    func conversation(ofTeam team: ConversationID) -> JSONObject {
        conversation(Place(id: team, kind: .channel(team: team)))
    }

    /// Sends an activity to a bot, or notes why it gets none. `readers` are the people whom it is about.
    mutating func deliver(
        to appId: AppID, conversation: ConversationID, message: String? = nil, readers: Readers,
        _ activity: (World, Bot, _ eventID: String) -> JSONObject
    ) {
        guard let bot = bot(appId) else { return }
        guard !bot.disabled else { return skip(appId, .disabled, conversation, message, readers) }
        guard let endpoint = bot.endpoint else { return skip(appId, .noEndpoint, conversation, message, readers) }
        let activity = activity(self, bot, "f:\(ids.guid())")
        effects.append(
            .deliver(
                Delivery(
                    bot: appId, endpoint: endpoint, activity: activity, conversation: conversation, message: message,
                    readers: readers, isRepeated: redelivers && activity["type"] != "invoke")))
    }

    mutating func skip(
        _ bot: AppID, _ reason: Skip.Reason, _ conversation: ConversationID, _ message: String?, _ readers: Readers
    ) {
        effects.append(
            .skip(Skip(bot: bot, reason: reason, conversation: conversation, message: message, readers: readers)))
    }

    /// Why a bot gets nothing of what happens in a conversation.
    func obstacle(for bot: AppID, in place: Place) -> Skip.Reason? {
        if case .personal(_, let handle) = place.kind, directory.blocks(handle, bot) {
            return .blocked
        }
        if installation(of: bot, at: place.home) == nil { return .notInstalled }
        if isClosedToBots(place) { return .notInstalled }
        return nil
    }
}

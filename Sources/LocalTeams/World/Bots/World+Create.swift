internal import JSONKit

extension World {
    /// C1: a bot opens a personal chat, or starts a thread in a channel.
    /// `targeted` is the query of C4: what is meant for one person never becomes a public post.
    mutating func createConversation(
        _ body: JSONObject, targeted: Bool = false, by bot: AppID
    ) throws(Refusal) -> Sent {
        try registered(bot)
        let members = body["members"]?.arrayValue ?? []
        let channel = Self.channel(ofCreation: body)
        let isGroup = body["isGroup"]?.boolValue ?? (channel != nil && members.isEmpty)
        if isGroup {
            guard let channel, let activity = body["activity"]?.objectValue else { throw .badSyntax() }
            return try createThread(in: channel, with: activity, targeted: targeted, by: bot)
        }
        return try createPersonalChat(body, members: members, targeted: targeted, by: bot)
    }

    /// The channel in which a create call wants to start a thread.
    static func channel(ofCreation body: JSONObject) -> ConversationID? {
        let data = body["channelData"]
        let id =
            data?["channel"]?["id"]?.stringValue ?? data?["teamsChannelId"]?.stringValue
            ?? data?["team"]?["id"]?.stringValue ?? data?["teamsTeamId"]?.stringValue
        return id.map(ConversationID.init(rawValue:))
    }

    private mutating func createThread(
        in channel: ConversationID, with activity: JSONObject, targeted: Bool, by bot: AppID
    ) throws(Refusal) -> Sent {
        guard let place = place(channel), place.team != nil else { throw .conversationNotFound }
        let sent = try send(activity, to: place.id, targeted: targeted, by: bot)
        // A message that was split has no id of its own, but its thread has.
        let id = sent.id ?? messages.log(of: place.id)?.roots.last?.id ?? ""
        return Sent(id: id, conversation: "\(place.id);messageid=\(id)", serviceURL: serviceURL, note: sent.note)
    }

    private mutating func createPersonalChat(
        _ body: JSONObject, members: [JSONValue], targeted: Bool, by bot: AppID
    ) throws(Refusal) -> Sent {
        guard members.count == 1, let id = members[0]["id"]?.stringValue, !id.isEmpty else { throw .badSyntax() }
        guard let tenant = body["tenantId"]?.stringValue ?? body["channelData"]?["tenant"]?["id"]?.stringValue else {
            throw .badSyntax()
        }
        guard tenant.lowercased() == self.tenant.id.lowercased() else {
            throw .badArgument("The tenant is not that of the bot's installation.")
                .noted("Rule: a conversation is made in the tenant where the bot is (wire contract, section 6).")
        }
        guard !id.contains("@"), let handle = try resolve(id, for: bot) else {
            throw .badArgument("The member is neither a Teams user id nor a directory id of the tenant.")
                .noted("Rule: a member is named by id; an address is not enough (Microsoft, Proactive messages).")
        }
        let chat = places.personalChat(of: .bot(bot, handle: handle))
        let isInstalled = chat.map { installation(of: bot, at: $0) != nil } ?? false
        guard
            isInstalled || chat.map({ places.chat($0)?.uninstalled == true }) == true
                || (directory.account(id) != nil && shares(bot, with: handle))
        else { throw .notInstalledPersonally }
        let isNew = chat == nil
        let conversation = personalChat(of: handle, with: bot)
        if isNew { show(.conversation, to: [handle], conversation: conversation) }
        var note: String?
        if let activity = body["activity"]?.objectValue {
            note = try send(activity, to: conversation, targeted: targeted, by: bot).note
        }
        return Sent(id: nil, conversation: conversation, serviceURL: serviceURL, note: note)
    }

    /// C2: strict, Teams has no such thing (405).
    func conversations(for bot: AppID) throws(Refusal) -> JSONObject {
        try registered(bot)
        guard !rules.strict else {
            throw Refusal(
                status: 405, code: "MethodNotAllowed", message: "Conversations cannot be listed.",
                note:
                    "Rule: Teams lists no conversations: keep the ids that activities bring (MicrosoftDocs/bot-docs#2146)."
            )
        }
        let found = places.chats.filter { $0.bot == bot || installation(of: bot, at: $0.id) != nil }
        return [
            "conversations": .array(
                found.map { chat in
                    let members = chat.roster.handles.compactMap { account(of: $0, for: bot) }
                    return ["id": chat.id.json, "members": .array(members.map { ["id": .string($0)] })]
                })
        ]
    }
}

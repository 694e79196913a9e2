internal import JSONKit
internal import TokenKit

// Chats, and who is in them.

extension World {
    /// The id of the chat. A personal chat is with one `bot` or one other person; asking again gives the same id. Of a
    /// meeting `handle` is the organizer.
    mutating func createChat(
        as handle: Handle, kind: Workspace.Chat.Kind, members: [Handle] = [], bot: AppID? = nil, name: String? = nil,
        start: Instant? = nil, end: Instant? = nil
    ) throws(Refusal) -> ConversationID {
        try known(handle)
        var others: [Handle] = []
        var seen: Set<Handle> = [handle]
        for member in members where seen.insert(member).inserted {
            try known(member)
            others.append(member)
        }
        if let bot { try knownBot(bot) }
        if let name { try Self.check(name, "name") }
        try checkTimes(of: kind, start: start, end: end)
        guard kind == .personal else {
            guard bot == nil else { throw .badRequest("install the bot in the chat: \"bot\" is for personal chats") }
            return insertChat(kind, of: [handle] + others, name: name, start: start, end: end)
        }
        switch (others.count, bot) {
        case (0, let bot?):
            if let there = places.personalChat(of: .bot(bot, handle: handle)) { return there }
            let chat = personalChat(of: handle, with: bot)
            show(.conversation, to: [handle], conversation: chat)
            return chat
        case (1, nil):
            if let there = places.personalChat(of: .people(of: handle, and: others[0])) { return there }
            return insertChat(.personal, of: [handle, others[0]], name: nil)
        default: throw .badRequest("a personal chat is with one \"bot\" or with one other person in \"members\"")
        }
    }

    private func checkTimes(of kind: Workspace.Chat.Kind, start: Instant?, end: Instant?) throws(Refusal) {
        guard start != nil || end != nil else { return }
        guard kind == .meeting else { throw .badRequest("\"start\" and \"end\" are for meetings") }
        guard end.map({ $0 > start ?? now }) ?? true else {
            throw .badRequest("the meeting must end after it starts: \"end\" is too early")
        }
    }

    private mutating func insertChat(
        _ kind: Workspace.Chat.Kind, of members: [Handle], name: String?, start: Instant? = nil, end: Instant? = nil
    ) -> ConversationID {
        let id: ConversationID =
            switch kind {
            case .group: "19:\(ids.hex())@thread.v2"
            case .meeting: "19:meeting_\(Base64URL.encode(ids.bytes(33)))@thread.v2"
            case .personal:
                "19:\(members.compactMap { person($0)?.aadObjectId }.sorted().joined(separator: "_"))@unq.gbl.spaces"
            }
        var chat = ChatState(id: id, kind: kind, name: name, bot: nil, serial: counters.nextSerial())
        for member in members { chat.roster.add(member, serial: counters.nextSerial()) }
        if kind == .meeting { chat.meeting = Meeting(start: start, end: end, now: now) }
        places.put(chat)
        show(.conversation, to: members, conversation: id)
        showWorkspace()
        return id
    }

    /// Adds a person to a team or to a chat: one of the two. E27.
    mutating func addMember(
        _ user: Handle, as handle: Handle, team: ConversationID? = nil, chat: ConversationID? = nil
    ) throws(Refusal) {
        let person = try known(user)
        let home = try groupHome(team: team, chat: chat, as: handle)
        guard !isMember(user, of: home) else { throw .conflict("\(user) is there already") }
        let number = counters.nextSerial()
        places.changeRoster(of: home) { $0.add(user, serial: number) }
        showRoster(of: home, also: [])
        deliver(member: person, added: true, at: home, by: handle)
    }

    /// Takes a person out of a team or a chat: one of the two. E28.
    mutating func removeMember(
        _ user: Handle, as handle: Handle, team: ConversationID? = nil, chat: ConversationID? = nil
    ) throws(Refusal) {
        let person = try known(user)
        let home = try groupHome(team: team, chat: chat, as: handle)
        guard isMember(user, of: home) else { throw .notFound("\(user) is not there") }
        places.changeRoster(of: home) { $0.remove(user) }
        showRoster(of: home, also: [user])
        deliver(member: person, added: false, at: home, by: handle)
    }

    private func groupHome(
        team: ConversationID?, chat: ConversationID?, as handle: Handle
    ) throws(Refusal) -> ConversationID {
        switch (team, chat) {
        case (let team?, nil): return try joined(team, as: handle).id
        case (nil, let chat?):
            let place = try visit(chat, as: handle)
            guard place.kind == .group || place.kind == .meeting else {
                throw .badRequest("\"chat\" must be a group chat or a meeting; for a channel say its \"team\"")
            }
            return place.id
        default: throw .badRequest("say one of \"team\", \"chat\" and \"channel\"")
        }
    }

    func isMember(_ handle: Handle, of home: ConversationID) -> Bool {
        places.roster(of: home)?.contains(handle) ?? false
    }

    private mutating func showRoster(of home: ConversationID, also gone: [Handle]) {
        guard let place = place(home) else { return }
        show(.conversation, to: roster(place).handles + gone, conversation: home)
        showWorkspace()
    }
}

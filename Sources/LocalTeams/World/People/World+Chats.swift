internal import JSONKit

// Chats, and who is in them.

extension World {
    /// The id of the chat. A personal chat is with one `bot` or one other person; asking again gives the same id. Of a
    /// meeting `handle` is the organizer.
    mutating func createChat(
        as handle: String, kind: Workspace.Chat.Kind, members: [String] = [], bot: String? = nil, name: String? = nil
    ) throws(Refusal) -> String {
        try known(handle)
        var others: [String] = []
        var seen: Set<String> = [handle]
        for member in members where seen.insert(member).inserted {
            try known(member)
            others.append(member)
        }
        if let bot { try knownBot(bot) }
        if let name { try Self.check(name, "name") }
        guard kind == .personal else {
            guard bot == nil else { throw .badRequest("install the bot in the chat: \"bot\" is for personal chats") }
            return insertChat(kind, of: [handle] + others, name: name)
        }
        switch (others.count, bot) {
        case (0, let bot?):
            if let there = personalChats[.bot(bot, handle: handle)] { return there }
            let chat = personalChat(of: handle, with: bot)
            show(.conversation, to: [handle], conversation: chat)
            return chat
        case (1, nil):
            if let there = personalChats[.people(of: handle, and: others[0])] { return there }
            return insertChat(.personal, of: [handle, others[0]], name: nil)
        default: throw .badRequest("a personal chat is with one \"bot\" or with one other person in \"members\"")
        }
    }

    private mutating func insertChat(_ kind: Workspace.Chat.Kind, of members: [String], name: String?) -> String {
        let id =
            switch kind {
            case .group: "19:\(ids.hex())@thread.v2"
            case .meeting: "19:meeting_\(StableID.base64URL(ids.bytes(33)))@thread.v2"
            case .personal:
                "19:\(members.compactMap { person($0)?.aadObjectId }.sorted().joined(separator: "_"))@unq.gbl.spaces"
            }
        var chat = ChatState(id: id, kind: kind, name: name, bot: nil, serial: serial())
        for member in members { chat.roster.add(member, serial: serial()) }
        insert(chat)
        show(.conversation, to: members, conversation: id)
        showWorkspace()
        return id
    }

    /// Adds a person to a team or to a chat: one of the two. E27.
    mutating func addMember(
        _ user: String, as handle: String, team: String? = nil, chat: String? = nil
    ) throws(Refusal) {
        let person = try known(user)
        let home = try groupHome(team: team, chat: chat, as: handle)
        guard !isMember(user, of: home) else { throw .conflict("\(user) is there already") }
        let number = serial()
        change(home) { $0.add(user, serial: number) }
        showRoster(of: home, also: [])
        deliver(member: person, added: true, at: home, by: handle)
    }

    /// Takes a person out of a team or a chat: one of the two. E28.
    mutating func removeMember(
        _ user: String, as handle: String, team: String? = nil, chat: String? = nil
    ) throws(Refusal) {
        let person = try known(user)
        let home = try groupHome(team: team, chat: chat, as: handle)
        guard isMember(user, of: home) else { throw .notFound("\(user) is not there") }
        change(home) { $0.remove(user) }
        showRoster(of: home, also: [user])
        deliver(member: person, added: false, at: home, by: handle)
    }

    private func groupHome(team: String?, chat: String?, as handle: String) throws(Refusal) -> String {
        switch (team, chat) {
        case (let team?, nil): return try joined(team, as: handle).id
        case (nil, let chat?):
            let place = try visit(chat, as: handle)
            guard place.kind == .group || place.kind == .meeting else {
                throw .badRequest("\"chat\" must be a group chat or a meeting; for a channel say its \"team\"")
            }
            return place.id
        default: throw .badRequest("say one of \"team\" and \"chat\"")
        }
    }

    func isMember(_ handle: String, of home: String) -> Bool {
        (teams[home]?.roster ?? chats[home]?.roster)?.contains(handle) ?? false
    }

    private mutating func change(_ home: String, _ body: (inout Roster) -> Void) {
        if teams[home] != nil {
            body(&teams[home]!.roster)
            touch(.team(home))
        } else if chats[home] != nil {
            body(&chats[home]!.roster)
            touch(.chat(home))
        }
    }

    private mutating func showRoster(of home: String, also gone: [String]) {
        guard let place = place(home) else { return }
        show(.conversation, to: roster(place).handles + gone, conversation: home)
        showWorkspace()
    }
}

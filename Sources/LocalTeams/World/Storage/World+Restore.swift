internal import JSONKit

/// Stored records that make no world.
struct WorldError: Error, Hashable {
    /// What is wrong, for people.
    let message: String
}

extension World {
    /// The world that these records were stored by. Their order is of no importance.
    init(records: [Record], origin: String = "http://127.0.0.1:3979") throws(WorldError) {
        guard let record = records.first(where: { $0.kind == .world }),
            let initial = records.first(where: { $0.kind == .initial })
        else { throw WorldError(message: "the stored workspace is incomplete: it holds no world") }
        guard records.count(where: { $0.kind == .world }) == 1 else { throw RowReader(record).doubled }
        guard records.count(where: { $0.kind == .initial }) == 1 else { throw RowReader(initial).doubled }
        let workspace: Workspace
        do {
            workspace = try Workspace(json: .object(initial.json))
        } catch {
            throw WorldError(message: "the stored workspace cannot be read: \(error.message)")
        }
        let row = RowReader(record)
        let seed = UInt64(try row.text("ids"), radix: 16)
        guard let seed, let mode = Workspace.Clock.Mode(rawValue: try row.text("clock")) else { throw row.damaged }
        self.init(
            empty: workspace, ids: IDGenerator(state: seed), now: try row.instant("now"), origin: origin)
        now = try row.instant("now")
        clockMode = mode
        let tenant = try row.inner("tenant")
        self.tenant = Workspace.Tenant(id: try tenant.text("id"), name: try tenant.text("name"))
        counters = Counters(
            serial: try row.int("serial"), stream: try row.int("stream"), ledger: try row.int("ledger"),
            message: try row.number("message"))

        var messages: [(conversation: String, message: Message, row: RowReader)] = []
        for record in records {
            let row = RowReader(record)
            switch record.kind {
            case .message: messages.append((try row.text("conversation"), try Message(row), row))
            case .ledger: ledger.append(try LedgerEntry(row))
            default: try restore(row, record.kind)
            }
        }
        try checkLedger()
        try rebuildIndexes()
        var last: Int64?
        messages.sort { $0.message.number < $1.message.number }
        for (conversation, message, row) in messages {
            // No two messages share a number, and the next one gets a higher number than all.
            guard message.number > (last ?? -1) else { throw row.doubled }
            guard message.number <= counters.message, place(conversation) != nil else { throw row.damaged }
            last = message.number
            logs[conversation, default: MessageLog()].append(message)
            if message.audience != .everyone { secluded[message.number] = .some(message.onlyReader) }
            if let due = message.expires, due > now {
                timers.add(Timers.Timer(due: due, conversation: conversation, message: message.number))
            }
        }
    }

    /// Entries follow each other without a gap, up to the counter.
    private mutating func checkLedger() throws(WorldError) {
        ledger.sort { $0.seq < $1.seq }
        for (place, entry) in ledger.enumerated() where entry.seq != ledger[0].seq + place {
            let what = place > 0 && ledger[place - 1].seq == entry.seq ? "stands twice" : "comes after a gap"
            throw WorldError(message: "the stored workspace is damaged: entry \(entry.seq) of the ledger \(what)")
        }
        guard (ledger.last?.seq ?? 0) <= counters.ledger else {
            throw WorldError(message: "the stored workspace is damaged: its ledger is longer than it can be")
        }
    }

    private mutating func restore(_ row: RowReader, _ kind: Record.Kind) throws(WorldError) {
        switch kind {
        case .person:
            let value = try row.value { (reader) throws(WorkspaceError) in try Person(&reader, tenant: "") }
            try row.putOnce(Row(value: value, serial: try row.int("serial")), as: value.handle, in: &people)
        case .bot:
            let value = try row.value { (reader) throws(WorkspaceError) in try Bot(&reader) }
            try row.putOnce(Row(value: value, serial: try row.int("serial")), as: value.appId, in: &bots)
        case .installation:
            let value = try row.value { (reader) throws(WorkspaceError) in try Installation(&reader) }
            try row.putOnce(Row(value: value, serial: try row.int("serial")), as: value.id, in: &installations)
        case .webhook:
            let value = try row.value { (reader) throws(WorkspaceError) in try Workspace.Webhook(&reader) }
            try row.putOnce(Row(value: value, serial: try row.int("serial")), as: value.id, in: &webhooks)
        case .chat:
            let chat = try ChatState(row)
            guard chat.kind != .personal || !chat.roster.handles.isEmpty else { throw row.damaged }
            try row.putOnce(chat, as: chat.id, in: &chats)
        case .team:
            let team = try TeamState(row)
            try row.putOnce(team, as: team.id, in: &teams)
        case .block: blocks.insert(Block(handle: try row.text("handle"), bot: try row.text("bot")))
        case .file:
            let file = StoredFile(
                id: try row.text("id"), name: try row.text("name"), contentType: try row.text("contentType"),
                base64: try row.text("base64"))
            guard files[file.id] == nil else { throw row.doubled }
            files[file.id] = file
        case .read:
            reads[try row.text("conversation"), default: [:]][try row.text("handle")] = try row.number("upTo")
        case .world, .initial, .message, .ledger: break
        }
    }

    /// What follows from the rows.
    private mutating func rebuildIndexes() throws(WorldError) {
        for team in teams.values {
            for channel in team.channels where teamOfChannel.updateValue(team.id, forKey: channel.id) != nil {
                throw WorldError(message: "the stored workspace is damaged: channel \(channel.id) stands twice")
            }
        }
        for person in people.inOrder() {
            everyone.append(person.handle)
            index(person)
        }
        for chat in chats.values { index(chat) }
        for installation in installations.inOrder() { index(installation) }
    }
}

extension RowReader {
    fileprivate func putOnce<Value>(
        _ value: Value, as key: String, in values: inout [String: Value]
    ) throws(WorldError) {
        guard values.updateValue(value, forKey: key) == nil else { throw doubled }
    }
}

extension ChatState {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        guard let kind = Workspace.Chat.Kind(rawValue: try row.text("kind")) else { throw row.damaged }
        self.init(
            id: try row.text("id"), kind: kind, name: row.json["name"]?.stringValue, roster: try Roster(row),
            bot: row.json["bot"]?.stringValue, serial: try row.int("serial"), uninstalled: row.flag("uninstalled"))
    }
}

extension TeamState {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        let channels = try row.rows("channels").map { (row) throws(WorldError) in
            guard let kind = Workspace.Channel.Kind(rawValue: try row.text("kind")) else { throw row.damaged }
            return Workspace.Channel(
                id: try row.text("id"), name: try row.text("name"), kind: kind, deleted: row.flag("deleted"))
        }
        self.init(
            id: try row.text("id"), name: try row.text("name"), aadGroupId: try row.text("aadGroupId"),
            archived: row.flag("archived"), deleted: row.flag("deleted"), roster: try Roster(row),
            channels: channels, serial: try row.int("serial"))
    }
}

extension Roster {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        self.init()
        for member in try row.rows("roster") {
            add(try member.text("handle"), serial: try member.int("joined"))
        }
    }
}

extension LedgerEntry {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        guard let at = Instant(text: try row.text("at")), let kind = Kind(rawValue: try row.text("kind")) else {
            throw row.damaged
        }
        self.init(
            seq: try row.int("seq"), at: at, kind: kind, conversation: try row.text("conversation"),
            message: row.json["message"]?.stringValue, bot: try row.text("bot"), to: row.texts("to"),
            text: try row.text("text"), status: row.json["status"]?.intValue)
    }
}

extension Message {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        guard let author = Author(try row.inner("author").json),
            let audience = Audience(row.json["audience"]), let state = State(rawValue: try row.text("state"))
        else { throw row.damaged }
        self.init(
            number: try row.number("number"), author: author, audience: audience,
            root: try row.numberIfPresent("root"), sentAt: try row.instant("sentAt"),
            content: try MessageContent(try row.inner("content")),
            reactions: try row.rows("reactions").map { (row) throws(WorldError) in
                Reaction(type: try row.text("type"), by: row.texts("by"))
            },
            state: state, edited: row.flag("edited"),
            expires: try row.numberIfPresent("expires") == nil ? nil : row.instant("expires"),
            seenBy: row.texts("seenBy"))
    }
}

extension Message.Author {
    fileprivate init?(_ json: JSONObject) {
        if let handle = json["person"]?.stringValue {
            self = .person(handle)
        } else if let appId = json["bot"]?.stringValue {
            self = .bot(appId)
        } else {
            return nil
        }
    }
}

extension Message.Audience {
    fileprivate init?(_ json: JSONValue?) {
        guard let json else {
            self = .everyone
            return
        }
        if let handle = json["person"]?.stringValue {
            self = .person(handle)
        } else if let appId = json["bot"]?.stringValue {
            self = .bot(appId)
        } else {
            return nil
        }
    }
}

extension MessageContent {
    fileprivate init(_ row: RowReader) throws(WorldError) {
        text = try row.text("text")
        textFormat = row.json["textFormat"]?.stringValue
        attachments = row.json["attachments"]?.arrayValue ?? []
        attachmentLayout = row.json["attachmentLayout"]?.stringValue
        suggestedActions = row.json["suggestedActions"]
        mentions = try row.rows("mentions").map { (row) throws(WorldError) in
            Mention(who: try row.text("who"), name: try row.text("name"))
        }
        entities = row.json["entities"]?.arrayValue ?? []
        quote = try row.numberIfPresent("quote")
        alert = row.flag("alert")
        summary = row.json["summary"]?.stringValue
        warnings = row.texts("warnings")
    }
}

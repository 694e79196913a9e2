import Foundation
import JSONKit
import Testing

@testable import LocalTeams

/// Does random things to a world, keeps an account of who may see what, and compares.
private struct Sailor {
    /// A message as the account has it.
    struct Entry {
        let id: String
        let conversation: ConversationID
        let root: String?
        let reader: Handle?
        var text: String
        var isDeleted = false
        var isGone = false
        let due: Instant?
    }

    var harbor: Harbor
    var random: IDGenerator
    var entries: [Entry] = []
    /// Private texts and ids, each with the one person who may see it.
    var secrets: [String: Handle] = [:]
    var words = 0
    var lastSeq = 0
    var stored: [String: Record] = [:]
    var problems: [String] = []
    let bots = [Harbor.bot, Harbor.other]

    init(seed: UInt64) {
        random = IDGenerator(state: seed)
        harbor = Harbor(permissions: ["ChatMessageReadReceipt.Read.Chat"], seed: seed)
        harbor.world.reset()
        keep(harbor.world.takeChanges())
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }
    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    var conversations: [ConversationID] { [Harbor.tides, Harbor.berth, Harbor.quay, Harbor.port] }

    mutating func word(for reader: Handle?) -> String {
        words += 1
        let word = "w\(words)x"
        if let reader { secrets[word] = reader }
        return word
    }

    /// One random operation. Refusals are part of life.
    mutating func step() {
        do {
            try act()
        } catch {
            if !(error is Refusal) { problems.append("\(error)") }
        }
        keep(harbor.world.takeChanges())
    }

    private mutating func act() throws {
        let person = pick(Harbor.everyone)
        let bot = pick(bots)
        let conversation = pick(conversations)
        let entry = entries.isEmpty ? nil : pick(Array(entries.suffix(40)))
        switch random.next() % 27 {
        case 0...4: try whisper(to: person, in: place(conversation, near: entry), by: bot)
        case 5, 6: try say(in: place(conversation, near: entry), near: entry, by: bot)
        case 7, 8: try post(in: place(conversation, near: entry), near: entry, as: person, bot: bot)
        case 9: if let entry { try update(entry, by: bot) }
        case 10: if let entry { try delete(entry, by: bot) }
        case 11: if let entry { try edit(entry, as: person) }
        case 12: if let entry { try deleteOwn(entry, as: person) }
        case 13:
            if let entry {
                try harbor.world.react("like", add: chance(70), to: entry.id, in: entry.conversation, as: person)
            }
        case 14:
            if let entry {
                try harbor.world.react("like", add: chance(70), to: entry.id, in: entry.conversation, by: bot)
            }
        case 15: if let entry { try harbor.world.read(entry.conversation, upTo: entry.id, as: person) }
        case 16: _ = try harbor.world.send(["type": "typing"], to: place(conversation, near: entry), by: bot)
        case 17: try harbor.world.type(in: place(conversation, near: entry), as: person)
        case 18: try advance()
        case 19: try member(pick(Harbor.everyone), by: person)
        case 20: try installation(of: bot, by: person)
        case 21: try channel(by: person)
        case 22:
            if chance(50) { try harbor.world.block(bot, as: person) } else { try harbor.world.unblock(bot, as: person) }
        case 23: try call(conversation, by: bot)
        case 24: try fault(conversation, person)
        case 25:
            harbor.world.choose(
                pick([.documented, .off, LimitRules([.perConversation: [RateLimit(count: 2, seconds: 7_200)]])]))
        default: try harbor.world.undelete(entry?.id ?? "", in: entry?.conversation ?? "", as: person); restored(entry)
        }
    }

    /// A conversation, or a thread in it, also below private posts.
    private mutating func place(_ conversation: ConversationID, near entry: Entry?) -> ConversationID {
        guard let entry, entry.conversation == conversation, conversation != Harbor.tides, chance(50) else {
            return conversation
        }
        return "\(conversation);messageid=\(entry.root ?? entry.id)"
    }

    private mutating func note(_ id: String?, _ text: String, reader: Handle?) throws {
        let id = try #require(id)
        if let reader { secrets[id] = reader }
        for conversation in conversations {
            guard let message = harbor.world.messages[MessageNumber(id: id) ?? .none, in: conversation] else {
                continue
            }
            entries.append(
                Entry(
                    id: id, conversation: conversation, root: message.root?.id, reader: reader,
                    text: text,
                    due: reader != nil ? harbor.world.now + .seconds(24 * 3600) : nil))
        }
    }

    private mutating func whisper(to person: Handle, in conversation: ConversationID, by bot: AppID) throws {
        let text = word(for: person)
        var recipient: JSONObject = ["id": .string(harbor.account(person, for: bot))]
        let byQuery = chance(50)
        if !byQuery { recipient["isTargeted"] = true }
        let activity: JSONObject = ["type": "message", "text": .string(text), "recipient": .object(recipient)]
        let sent = try harbor.world.send(activity, to: conversation, targeted: byQuery, by: bot)
        try note(sent.id, text, reader: person)
    }

    private mutating func say(in conversation: ConversationID, near entry: Entry?, by bot: AppID) throws {
        let text = word(for: nil)
        var activity: JSONObject = ["type": "message", "text": .string(text)]
        if let entry, chance(30) {
            activity["text"] = .string("<quoted messageId=\"\(entry.id)\"/> \(text)")
            activity["entities"] = [
                [
                    "type": "quotedReply",
                    "quotedReply": ["messageId": .string(entry.id), "preview": .string(entry.text)],
                ]
            ]
        }
        let replyTo = chance(30) ? entry?.id : nil
        try note(try harbor.world.send(activity, to: conversation, replyTo: replyTo, by: bot).id, text, reader: nil)
    }

    private mutating func post(in conversation: ConversationID, near entry: Entry?, as person: Handle, bot: AppID)
        throws
    {
        let onlyTo = chance(30) ? bot : nil
        let text = word(for: onlyTo == nil ? nil : person)
        let quote = chance(20) ? entry?.id : nil
        let id = try harbor.world.post(
            text, to: conversation, as: person, mentions: onlyTo == nil && chance(50) ? [bot.rawValue] : [],
            quote: quote,
            onlyTo: onlyTo)
        let shown = try harbor.world.history(of: conversation, as: person).last?["text"]?.stringValue ?? text
        try note(id, shown, reader: onlyTo == nil ? nil : person)
    }

    private mutating func change(_ id: String, _ body: (inout Entry) -> Void) {
        if let place = entries.lastIndex(where: { $0.id == id }) { body(&entries[place]) }
    }

    private mutating func update(_ entry: Entry, by bot: AppID) throws {
        let text = word(for: entry.reader)
        let activity: JSONObject = ["type": "message", "text": .string(text)]
        _ = try harbor.world.update(entry.id, with: activity, in: entry.conversation, targeted: chance(30), by: bot)
        change(entry.id) { $0.text = text }
    }

    private mutating func delete(_ entry: Entry, by bot: AppID) throws {
        try harbor.world.delete(entry.id, in: entry.conversation, targeted: chance(30), by: bot)
        change(entry.id) { entry in
            if entry.reader == nil { entry.isDeleted = true } else { entry.isGone = true }
        }
    }

    private mutating func edit(_ entry: Entry, as person: Handle) throws {
        let text = word(for: entry.reader)
        try harbor.world.edit(entry.id, text: text, in: entry.conversation, as: person)
        change(entry.id) { $0.text = text }
    }

    private mutating func deleteOwn(_ entry: Entry, as person: Handle) throws {
        try harbor.world.delete(entry.id, in: entry.conversation, as: person)
        change(entry.id) { $0.isDeleted = true }
    }

    private mutating func restored(_ entry: Entry?) { if let entry { change(entry.id) { $0.isDeleted = false } } }

    private mutating func advance() throws {
        guard chance(40) else { return }
        try harbor.world.advance(by: .seconds(Int64(random.next() % (8 * 3600))))
        let now = harbor.world.now
        for place in entries.indices {
            if let due = entries[place].due, due <= now { entries[place].isGone = true }
        }
    }

    private mutating func member(_ user: Handle, by person: Handle) throws {
        let target: (team: ConversationID?, chat: ConversationID?) =
            chance(50) ? (Harbor.port, nil) : (nil, Harbor.tides)
        let there = harbor.world.isMember(user, of: target.team ?? Harbor.tides)
        if there, chance(70) { return }
        if there {
            try harbor.world.removeMember(user, as: person, team: target.team, chat: target.chat)
        } else {
            try harbor.world.addMember(user, as: person, team: target.team, chat: target.chat)
        }
    }

    private mutating func installation(of bot: AppID, by person: Handle) throws {
        if chance(20), let id = harbor.world.workspace.installations.filter({ $0.bot == bot }).last?.id {
            return try harbor.world.removeInstallation(id, as: person)
        }
        switch random.next() % 3 {
        case 0: try harbor.world.install(bot, as: person, user: person)
        case 1: try harbor.world.install(bot, as: person, chat: Harbor.tides)
        default: try harbor.world.install(bot, as: person, team: Harbor.port, channel: Harbor.berth)
        }
    }

    /// A few calls that are counted, some of them too many, some struck by a fault.
    private mutating func call(_ conversation: ConversationID, by bot: AppID) throws {
        for _ in 0...random.next() % 40 {
            _ = try harbor.world.admit(
                ServiceRequest(operation: pick(["update", "members"]), bot: bot, conversation: conversation))
        }
    }

    private mutating func fault(_ conversation: ConversationID, _ person: Handle) throws {
        if chance(30), let id = harbor.world.faults.all.first?.id { return try harbor.world.removeFault(String(id)) }
        var fault = Fault()
        fault.status = 500
        fault.times = Int(random.next() % 3)
        fault.probability = chance(50) ? 0.5 : nil
        fault.conversation = chance(50) ? conversation : nil
        fault.user = chance(30) ? person : nil
        _ = try harbor.world.add(fault)
    }

    private mutating func channel(by person: Handle) throws {
        switch random.next() % 5 {
        case 0: try harbor.world.deleteChannel(Harbor.quay, in: Harbor.port, as: person)
        case 1: try harbor.world.restoreChannel(Harbor.quay, in: Harbor.port, as: person)
        case 2: try harbor.world.changeTeam(Harbor.port, as: person, archived: chance(20))
        case 3: try harbor.world.changePerson(person, readReceipts: chance(50))
        default: _ = try harbor.world.createChat(as: person, kind: .personal, bot: pick(bots))
        }
    }

    /// Stores what changed, as a host would, and looks at what people and bots were told.
    private mutating func keep(_ changes: Changes) {
        for change in changes.records {
            switch change {
            case .put(let record): stored["\(record.kind.rawValue) \(record.key)"] = record
            case .delete(let kind, let key): stored["\(kind.rawValue) \(key)"] = nil
            case .deleteAll: stored = [:]
            }
        }
        for effect in changes.effects {
            switch effect {
            case .show(let handles, let event):
                if event.seq <= lastSeq { problems.append("event \(event.seq) after \(lastSeq)") }
                lastSeq = event.seq
                look(at: JSONValue.object(event.json).text(), shownTo: handles)
            case .deliver(let delivery):
                look(at: JSONValue.object(delivery.activity).text(), sentTo: delivery.bot)
            case .skip: break
            }
        }
    }

    /// Words and ids are cut out of the text, and none may be another person's.
    private mutating func look(at text: String, shownTo handles: [Handle]) {
        for token in tokens(in: text) {
            guard let reader = secrets[token], handles != [reader] else { continue }
            problems.append("\(token) is \(reader)'s, and was shown to \(handles): \(text)")
        }
    }

    /// A bot learns of private messages that it wrote or got, and of no others.
    private mutating func look(at text: String, sentTo bot: AppID) {
        for token in tokens(in: text) where secrets[token] != nil {
            for conversation in conversations {
                guard let message = harbor.world.messages[MessageNumber(id: token) ?? .none, in: conversation] else {
                    continue
                }
                if message.author != .bot(bot), message.audience != .bot(bot) {
                    problems.append("\(token) was sent to \(bot)")
                }
            }
        }
    }

    private func tokens(in text: String) -> [String] {
        var tokens: [String] = []
        var token: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): token.append(byte)
            default:
                if token.count > 2 { tokens.append(String(decoding: token, as: UTF8.self)) }
                token = []
            }
        }
        return tokens
    }

    /// Everyone's history is what the account says, in the same order for all.
    mutating func compareHistories() {
        for person in Harbor.everyone {
            if let listed = try? harbor.world.conversations(as: person) {
                look(at: JSONValue(listed).text(), shownTo: [person])
            }
            for conversation in conversations {
                guard let shown = try? harbor.world.history(of: conversation, as: person) else { continue }
                look(at: JSONValue(shown).text(), shownTo: [person])
                let expected = entries.filter {
                    $0.conversation == conversation && $0.root == nil && !$0.isGone && ($0.reader ?? person) == person
                }
                if shown.map({ $0["id"]?.stringValue }) != expected.map(\.id) {
                    problems.append("\(person) sees other messages in \(conversation)")
                }
                let texts = expected.map { $0.isDeleted ? "" : $0.text }
                if shown.map({ $0["text"]?.stringValue }) != texts { problems.append("\(person) sees other texts") }
                for root in expected.suffix(5) { compareThread(of: root, as: person) }
            }
        }
    }

    private mutating func compareThread(of root: Entry, as person: Handle) {
        let thread: ConversationID = "\(root.conversation);messageid=\(root.id)"
        guard root.conversation != Harbor.tides, let shown = try? harbor.world.history(of: thread, as: person) else {
            return
        }
        look(at: JSONValue(shown).text(), shownTo: [person])
        let expected = entries.filter {
            $0.conversation == root.conversation && ($0.root == root.id || $0.id == root.id) && !$0.isGone
                && ($0.reader ?? person) == person
        }
        if shown.map({ $0["id"]?.stringValue }) != expected.map(\.id) {
            problems.append("\(person) sees another thread \(thread)")
        }
    }

    /// What was stored gives the same world.
    mutating func compareStored() {
        do {
            let again = try World(records: Array(stored.values))
            if again != harbor.world { problems.append("the restored world differs: \(difference(again))") }
        } catch {
            problems.append(error.message)
        }
    }

    private func difference(_ again: World) -> String {
        let left = Mirror(reflecting: again).children
        let right = Mirror(reflecting: harbor.world).children
        return zip(left, right).filter { "\($0.value)" != "\($1.value)" }.compactMap { $0.0.label }.joined(
            separator: ", ")
    }
}

/// 12,000 in all; `WORLD_STEPS=25000` makes it 100,000 for a long run.
private let steps = ProcessInfo.processInfo.environment["WORLD_STEPS"].flatMap(Int.init) ?? 3000

@Test(arguments: [1, 2, 3, 20_261_120] as [UInt64])
func nobodyEverSeesWhatIsForSomeoneElse(seed: UInt64) {
    var sailor = Sailor(seed: seed)
    for step in 1...steps {
        sailor.step()
        if step.isMultiple(of: 500) {
            sailor.compareHistories()
            sailor.compareStored()
        }
        guard sailor.problems.isEmpty else { break }
    }
    #expect(sailor.problems.isEmpty, "seed \(seed), \(sailor.problems.first ?? "")")
    #expect(sailor.entries.count > 300, "the random walk got stuck")
    #expect(sailor.entries.count { $0.reader != nil } > 50)
}

@Test func aDamagedStoreIsRefused() throws {
    var harbor = Harbor()
    harbor.world.reset()
    var records = harbor.world.takeChanges().records.compactMap { change -> Record? in
        if case .put(let record) = change { record } else { nil }
    }
    #expect(try World(records: records).workspace == harbor.world.workspace)
    #expect(throws: WorldError.self) { try World(records: []) }
    let place = try #require(records.firstIndex { $0.kind == .chat })
    records[place].json["kind"] = 7
    #expect(throws: WorldError(message: "the stored workspace is damaged at chat \(records[place].key)")) {
        try World(records: records)
    }
}

@Test func aStoreRemembersNumbersOverAReset() throws {
    var harbor = Harbor()
    _ = try harbor.say("x")
    harbor.world.reset()
    let records = harbor.world.takeChanges().records.compactMap { change -> Record? in
        if case .put(let record) = change { record } else { nil }
    }
    #expect(try World(records: records) == harbor.world)
}

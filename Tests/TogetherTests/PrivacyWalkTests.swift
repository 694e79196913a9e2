import Foundation
import JSONKit
import LocalTeams
import LockKit
import Teams
import TeamsApp
import TeamsConnector
import TeamsModels
import TeamsNotifications
import TestSupport
import Testing

/// Whatever way something for one person alone is sent, nobody else's page, feed or ledger entry has it: asked of Local
/// Teams, which knows who saw what.
@Suite("A targeted message stays targeted, by whichever way it goes")
struct PrivacyWalkTests {
    @Test("SEND-4 SEND-6 TGT-1 random walks over every sender", arguments: [1, 2, UInt64.random(in: 3...UInt64.max)])
    func walk(_ seed: UInt64) async throws {
        let desk = PrivacyWalk.Desk()
        try await Quay.with(
            configure: { $0.sending.isPaced = false },
            register: { app in
                app.keepMessages(in: desk.kept)
                app.onActivity { await desk.work($0) }
            },
            { quay in
                var walk = try await PrivacyWalk(quay, desk, seed: seed)
                for _ in 0..<120 { try await walk.step() }
                try await walk.notify()
                try await walk.check()
            })
    }
}

/// Sends at random, and keeps an account of who may see what.
struct PrivacyWalk {
    typealias Job = @Sendable (TurnContext) async throws -> Void

    /// Where the bot's handler finds what to do.
    final class Desk: Sendable {
        private let job = Mutex<Job?>(nil)
        let kept = MemorySentMessageStore()
        /// How often each way led to its end.
        let done = Mutex<[String: Int]>([:])

        /// One for each job that is over.
        let ends: AsyncStream<Void>
        private let end: AsyncStream<Void>.Continuation

        init() { (ends, end) = AsyncStream.makeStream(of: Void.self) }

        func put(_ job: @escaping Job) { self.job.withLock { $0 = job } }

        func work(_ context: TurnContext) async {
            guard context.activity.type == .message else { return }
            let job = job.withLock { job in
                defer { job = nil }
                return job
            }
            guard let job else { return }
            // What is refused is not there: that is as good.
            try? await job(context)
            end.yield()
        }

        func note(_ way: Way) { done.withLock { $0[way.rawValue, default: 0] += 1 } }
    }

    /// Every way in which the SDK sends.
    enum Way: String, CaseIterable, Sendable {
        case send, reply, several, severalReplies, elsewhere, halves, quote, update, updateLater, updateHalves
        case keptOriginal
        case appSend, appConversation, appSeveral, fallback
        case connectorSend, connectorReply, connectorUpdate, typing
        /// Those that answer an activity, and so inherit its audience.
        var answers: Bool {
            [.send, .reply, .several, .severalReplies, .halves, .quote, .update, .fallback].contains(self)
        }
        /// Those that go where a stored reference says: who its sender is, nobody knows here.
        var usesStoredPlace: Bool { [.updateHalves, .appSend, .appConversation, .appSeveral].contains(self) }
        /// Those that take no audience but what the activity says.
        var isRaw: Bool { [.connectorSend, .connectorReply, .connectorUpdate].contains(self) }
    }

    struct Place {
        let id: String
        let people: [String]
        let reference: ConversationReference
    }

    private let quay: Quay
    private let desk: Desk
    private var random: SeededGenerator
    private var places: [Place] = []
    /// The accounts that the bot knows people by.
    private var accounts: [String: AccountID] = [:]
    private var handles: [String] { accounts.keys.sorted() }
    /// Words, and who alone may see each.
    private var secrets: [String: Set<String>] = [:]
    private var words = 0
    private var engineWords: [String] = []

    init(_ quay: Quay, _ desk: Desk, seed: UInt64) async throws {
        self.quay = quay
        self.desk = desk
        random = SeededGenerator(seed)
        try await quay.gesture("PATCH", "limits", "off")
        let users = quay.workspace["users"]?.arrayValue ?? []
        let group = try #require(quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" })
        let team = try #require(quay.workspace["teams"]?[0])
        let groupID = try #require(group["id"]?.stringValue)
        let channel = try #require(team["channels"]?[1]?["id"]?.stringValue)
        let teamID = try #require(team["id"]?.stringValue)
        let service = quay.service.serviceAddress
        let tenant = TenantID(rawValue: quay.service.tenantID)
        for (id, type) in [(groupID, ConversationType.groupChat), (teamID, .channel)] {
            let reference = ConversationReference(
                ConversationID(rawValue: id), type: type, tenantId: tenant, serviceUrl: service)
            for member in try await quay.app.connector.members(of: reference) {
                let user = users.first { $0["aadObjectId"]?.stringValue == member.directoryID }
                if let handle = user?["handle"]?.stringValue { accounts[handle] = member.id }
            }
        }
        let post = try await quay.gesture(
            "POST", "conversations/\(channel.inPath)/messages", ["as": "ines", "text": "a post"])
        let root = try #require(post["id"]?.stringValue)
        let chat = try await quay.gesture("POST", "chats", ["as": "ines", "kind": "personal", "bot": quay.bot])
        let members = { (json: JSONValue) in json["members"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
        for (id, people, type) in [
            (groupID, members(group), ConversationType.groupChat), (channel, members(team), .channel),
            ("\(channel);messageid=\(root)", members(team), .channel),
            (try #require(chat["id"]?.stringValue), ["ines"], .personal),
        ] {
            var reference = ConversationReference(
                ConversationID(rawValue: id), type: type, tenantId: tenant, serviceUrl: service)
            if type == .personal { reference.user = accounts["ines"].map { Account($0) } }
            places.append(Place(id: id, people: people, reference: reference))
        }
    }

    private mutating func word(_ readers: Set<String>) -> String {
        words += 1
        let word = "w\(words)x"
        if !readers.isEmpty { secrets[word] = readers }
        return word
    }

    /// Somebody says something, in public or to the bot alone, and the bot answers in some way.
    mutating func step() async throws {
        let place = random.pick(places)
        let person = random.pick(place.people)
        let isPrivate = place.reference.conversation?.conversationType != .personal && random.chance(3)
        let way = random.pick(Way.allCases)
        let named = random.chance(2) ? random.pick(handles) : nil
        let marked = random.chance(2) ? random.pick(random.chance(3) ? handles : [named ?? person]) : nil
        let audience: Audience? =
            named.flatMap { accounts[$0] }.map(Audience.account)
            ?? random.pick(way.usesStoredPlace ? [nil, .everyone] : [nil, nil, .sender, .everyone])

        var readers: [Set<String>] = []
        if let marked { readers.append([marked]) }
        if !way.isRaw {
            if let named { readers.append([named]) }
            if audience == .sender { readers.append([person]) }
            if audience == nil, marked == nil, isPrivate, way.answers { readers.append([person]) }
        }
        let only = readers.dropFirst().reduce(readers.first ?? []) { $0.intersection($1) }
        // Two who exclude each other: nobody at all may see it.
        let word = word(readers.isEmpty ? [] : only.isEmpty ? ["nobody"] : only)
        var activity = Activity(text: word)
        if let marked {
            activity.recipient = Account()
            activity.recipient?.id = accounts[marked]
            activity.recipient?.isTargeted = true
        }
        put(way, Message(activity), audience, in: place)

        var body: JSONObject = ["as": .string(person), "text": "hello"]
        if isPrivate { body["onlyTo"] = quay.bot } else { body["mentions"] = [quay.bot] }
        let posted = try await quay.gesture("POST", "conversations/\(place.id.inPath)/messages", .object(body))
        try #require(posted["deliveries"]?[0]?["skipped"] == nil, "\(posted.text())")
        // On a slow machine the bot is not ready when the gesture is.
        for await _ in desk.ends { break }
    }

    private func put(_ way: Way, _ message: Message, _ audience: Audience?, in place: Place) {
        let (app, desk, stored) = (quay.app, desk, place.reference)
        let card = Attachment.adaptiveCard([
            "type": "AdaptiveCard", "version": "1.5",
            "body": [["type": "TextBlock", "text": .string(message.activity.text ?? "")]],
        ])
        let blank = Attachment.adaptiveCard(["type": "AdaptiveCard", "version": "1.5", "body": []])
        desk.put { context in
            switch way {
            case .send: try await context.send(message, visibleTo: audience)
            case .reply: try await context.reply(message, visibleTo: audience)
            case .several: try await context.send([message, message.attaching(card)], visibleTo: audience)
            case .severalReplies: try await context.reply([message, message.attaching(card)], visibleTo: audience)
            case .elsewhere: try await context.send(message, to: context.reference, visibleTo: audience)
            case .halves: try await context.send(message.attaching(card), visibleTo: audience)
            case .quote:
                try await context.send(message.quoting(context.activity.id ?? "1"), visibleTo: audience)
            case .update:
                try await context.send("first", visibleTo: audience).update(message)
            case .updateLater:
                let first = try await context.send("first", to: context.reference, visibleTo: audience)
                let later = try JSONDecoder().decode(SentMessage.self, from: JSONEncoder().encode(first))
                try await app.update(later, message)
            case .updateHalves:
                let first = try await context.send(Message("first").attaching(blank), to: stored, visibleTo: audience)
                try await first.update(message.attaching(card))
            case .keptOriginal:
                let first = try await context.send("first", to: context.reference, visibleTo: audience)
                guard let id = first.id, let sent = await desk.kept.message(id, in: first.conversation)?.sent else {
                    return
                }
                try await app.update(sent, message)
            case .appSend: try await app.send(message, to: stored, visibleTo: audience)
            case .appConversation:
                guard let id = stored.conversation?.id else { return }
                try await app.send(message, toConversation: id, visibleTo: audience)
            case .appSeveral: try await app.send([message.attaching(card), message], to: stored, visibleTo: audience)
            case .fallback: try await context.send(message, visibleTo: audience, orElse: .personalChat)
            case .connectorSend: _ = try await app.connector.send(message.activity, in: stored)
            case .connectorReply:
                _ = try await app.connector.reply(message.activity, to: context.activity.id ?? "1", in: stored)
            case .connectorUpdate:
                let first = try await app.connector.send(Activity(text: "first"), in: stored)
                _ = try await app.connector.update(first.id ?? "1", to: message.activity, in: stored)
            case .typing: try await context.typing()
            }
            desk.note(way)
        }
    }
}

// MARK: What the engine sends, and who saw what

extension PrivacyWalk {
    /// The notification engine has something for one person in each place of several.
    mutating func notify() async throws {
        let notifications = try await Notifications(for: quay.app, store: .memory)
        let running = Task { try await notifications.run() }
        for place in places.dropLast() {
            let reader = random.pick(place.people)
            guard let account = accounts[reader], let id = place.reference.conversation?.id else { continue }
            let word = word([reader])
            let sent = try await notifications.notify(.person(account.rawValue, visibleIn: id), .text(word))
            for try await _ in notifications.progress(of: sent) {}
            engineWords.append(word)
        }
        notifications.beginShutdown()
        try await running.value
    }

    /// Asks Local Teams what everybody sees.
    func check() async throws {
        var seen: [String: Set<String>] = [:]
        func look(_ json: JSONValue, _ handle: String, _ place: String) {
            for match in json.text().matches(of: /w[0-9]+x/) {
                let word = String(match.output)
                guard let readers = secrets[word] else { continue }
                seen[word, default: []].insert(handle)
                #expect(readers.contains(handle), "\(handle) sees \(word) in \(place); seed \(random.seed)")
            }
        }
        for handle in quay.workspace["users"]?.arrayValue?.compactMap({ $0["handle"]?.stringValue }) ?? [] {
            look(try await quay.gesture("GET", "feed?as=\(handle)"), handle, "the feed")
            for row in try await quay.gesture("GET", "conversations?as=\(handle)").arrayValue ?? [] {
                look(row, handle, "the list")
                guard let id = row["id"]?.stringValue else { continue }
                let history = try await history(id, handle)
                look(history, handle, id)
                guard id.hasSuffix("@thread.tacv2") else { continue }
                for post in history.arrayValue ?? [] {
                    guard let root = post["id"]?.stringValue else { continue }
                    look(try await self.history("\(id);messageid=\(root)", handle), handle, "the thread \(root)")
                }
            }
        }
        var after = 0
        while true {
            let entries = try await quay.gesture("GET", "ledger?after=\(after)&limit=1000").arrayValue ?? []
            guard let last = entries.last?["seq"]?.intValue else { break }
            after = last
            for entry in entries {
                for person in entry["to"]?.arrayValue ?? [] { look(entry, person.stringValue ?? "", "the ledger") }
            }
        }
        #expect(seen.count > 15, "too few were seen to prove anything: \(seen.count), seed \(random.seed)")
        for word in engineWords { #expect(seen[word] == secrets[word], "the engine's \(word); seed \(random.seed)") }
        let done = desk.done.withLock { Set($0.keys) }
        #expect(done.count > Way.allCases.count / 2, "too few ways went through: \(done.sorted()), seed \(random.seed)")
    }

    private func history(_ id: String, _ handle: String) async throws -> JSONValue {
        try await quay.gesture("GET", "conversations/\(id.inPath)/messages?as=\(handle)&limit=1000")
    }
}

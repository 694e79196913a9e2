import JSONKit
import TestSupport
import Testing

@testable import LocalTeams

/// Something whose cost must grow no faster than its input.
private struct Growing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let size: Int
    /// Prepares the work for a size; what comes back is measured.
    let prepare: @Sendable (Int) throws -> () throws -> Void

    init(_ name: String, _ size: Int, _ prepare: @escaping @Sendable (Int) throws -> () throws -> Void) {
        testDescription = name
        self.size = size
        self.prepare = prepare
    }

    /// Text in, nothing out.
    static func text(
        _ name: String, _ pattern: String, size: Int = 2_000, _ work: @escaping @Sendable (String) throws -> Void
    ) -> Growing {
        Growing("\(name) of \(pattern)", size) { size in
            let text = String(repeating: pattern, count: max(1, size / pattern.utf8.count))
            return { try work(text) }
        }
    }
}

private let markdown = [
    "[", "](", "[a](http://", "*", "**a", "_a ", "`", "~~", "*a*", "[a](https://b)", "**_~~`", "a", "\n", "🙂",
    "e\u{301}",
    "\u{301}",
]
private let markup = ["<at>", "</at>", "<at>a</at>", "<", "<br>", "&", "&amp;", "&lt", "\n", "🙂"]
private let quotes = ["<quoted ", "<quoted messageId=\"1\"/>", "<"]
private let pictures = ["data:image/", ";base64,", "data:image/png;base64,AA", "a"]

private let texts: [Growing] =
    (markdown + markup).map { .text("Markdown", $0) { _ = Markdown($0) } }
    + markup.map { .text("markup", $0) { _ = Markup.plain($0) } }
    + markup.map { .text("escaping", $0) { _ = Markup.escaped($0, keepingMentions: true) } }
    + markup.map { .text("mentions", $0) { _ = MentionMarkup.names(in: $0) } }
    + quotes.map { .text("quotes", $0) { _ = World.withoutQuotes($0) } }
    // Shorter texts are never counted.
    + pictures.map { .text("size", $0, size: World.maxMessageBytes) { _ = World.isTooBig(.message($0)) } }

private let operations: [Growing] =
    ["plain", "markdown", "xml"].map { format in
        Growing("post of \(format) with mentions of everyone", 100) { size in
            var harbor = Harbor(crew: size)
            let people = (0..<size).map { "p\($0)" }
            for person in people {
                try harbor.world.addMember(Handle(rawValue: person), as: "ines", chat: Harbor.tides)
            }
            let text = people.map { "<at>P \($0.dropFirst())</at> " }.joined()
            let world = harbor.world
            return {
                var world = world
                try world.post(
                    text, to: Harbor.tides, as: "ines", textFormat: format, mentions: people + [Harbor.bot.rawValue])
                _ = world.takeChanges()
            }
        }
    } + [
        Growing("a bot's mentions", 150) { size in
            var harbor = Harbor()
            harbor.world.rules = .lenient
            let world = harbor.world
            var activity: JSONObject = ["type": "message"]
            activity["text"] = .string((0..<size).map { "<at>P \($0)</at>" }.joined())
            activity["entities"] = .array(
                (0..<size).map { ["type": "mention", "text": .string("<at>P \($0)</at>")] })
            return {
                var world = world
                _ = try world.send(activity, to: Harbor.tides, by: Harbor.bot)
            }
        },
        Growing("a chat of many", 400) { size in
            let harbor = Harbor(crew: size)
            let people = (0..<size).map { "p\($0)" as Handle }
            return {
                var world = harbor.world
                _ = try world.createChat(as: "ines", kind: .group, members: people + people)
            }
        },
        Growing("messages, one after the other", 150) { size in
            let harbor = Harbor()
            return {
                var world = harbor.world
                for number in 0..<size {
                    try world.post("\(number)", to: Harbor.tides, as: "ines", mentions: [Harbor.bot.rawValue])
                    _ = world.takeChanges()
                }
            }
        },
        Growing("whispers, one after the other, with ids in them", 150) { size in
            let harbor = Harbor()
            return {
                var harbor = harbor
                for _ in 0..<size {
                    let id = try harbor.whisper("x", to: "bo")
                    _ = harbor.world.readers(
                        of: CallAddress(
                            topic: .message(id, in: Harbor.tides), words: [id, id], body: ["id": .string(id)]))
                    _ = harbor.world.takeChanges()
                }
            }
        },
        Growing("the whole history, page by page", 300) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            let world = harbor.world
            return {
                var before: String?
                while let first = try world.history(of: Harbor.tides, as: "bo", limit: 20, before: before).first {
                    before = first["id"]?.stringValue
                }
            }
        },
        Growing("the whole ledger, page by page", 500) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            let world = harbor.world
            return {
                var last = 0
                while let entry = world.ledger(after: last, limit: 20).last { last = entry.seq }
            }
        },
        Growing("a roster, page by page", 500) { size in
            let world = Harbor(crew: size).world
            return {
                var token: String?
                repeat {
                    let page = try world.pagedMembers(
                        of: Harbor.berth, for: Harbor.bot, pageSize: 50, continuationToken: token)
                    token = page["continuationToken"]?.stringValue
                } while token != nil
            }
        },
        Growing("the log, page by page", 4_000) { size in
            let log = WireLog()
            for number in 0..<size / 4 {
                log.append(
                    WireLogEntry(
                        time: "", direction: .inbound, operation: "send", method: "POST", path: "\(number)",
                        milliseconds: 0, request: WireLogMessage(), readers: .people(["bo"])))
            }
            return {
                var last = 0
                while let entry = log.entries(after: last, limit: 20).last { last = entry.sequence }
            }
        },
        Growing("a reset", 200) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            _ = harbor.world.takeChanges()
            let world = harbor.world
            return {
                var world = world
                world.reset()
                _ = world.takeChanges()
            }
        },
        Growing("requests that are counted, in many conversations", 400) { size in
            let people = (0..<size / 4).map { "p\($0)" as Handle }
            let harbor = Harbor(crew: size / 4)
            let accounts = people.map { harbor.account($0) }
            return {
                var world = harbor.world
                for number in 0..<size {
                    let body: JSONObject = ["members": [["id": .string(accounts[number % accounts.count])]]]
                    _ = try? world.admit(ServiceRequest(operation: "create", bot: Harbor.bot, body: body))
                    try world.advance(by: .milliseconds(30))
                    _ = world.takeChanges()
                }
            }
        },
        Growing("requests that are counted, under a limit that remembers all", 400) { size in
            var harbor = Harbor()
            harbor.world.choose(LimitRules([.perConversation: [RateLimit(count: 100_000, seconds: 86_400)]]))
            let world = harbor.world
            let send = ServiceRequest(operation: "send", bot: Harbor.bot, conversation: Harbor.tides)
            return {
                var world = world
                for _ in 0..<size {
                    _ = try world.admit(send)
                    _ = world.takeChanges()
                }
            }
        },
        Growing("a batch to everyone", 100) { size in
            let harbor = Harbor(crew: size)
            return {
                var world = harbor.world
                let body: JSONObject = ["activity": .object(.message("x")), "tenantId": .string(Harbor.tenant)]
                _ = try world.startBatch(.tenant, body, by: Harbor.bot)
                while world.nextTimer != nil {
                    try world.advance(by: BatchRules.interval)
                    _ = world.takeChanges()
                }
            }
        },
        Growing("a batch to people who are reached through a team alone", 100) { size in
            var harbor = Harbor(crew: size)
            try harbor.world.install(Harbor.other, as: "ines", team: Harbor.port)
            let members = (0..<size).map { harbor.account(Handle(rawValue: "p\($0)"), for: Harbor.other) }
            let world = harbor.world
            return {
                var world = world
                let body: JSONObject = [
                    "activity": .object(.message("x")), "tenantId": .string(Harbor.tenant),
                    "members": .array(members.map { ["id": .string($0)] }),
                ]
                let operation = try world.startBatch(.users, body, by: Harbor.other)
                while world.nextTimer != nil {
                    try world.advance(by: BatchRules.interval)
                    _ = world.takeChanges()
                }
                guard try world.batchState(operation, for: Harbor.other)["statusMap"]?["201"]?.intValue == size else {
                    throw WorldError(message: "not everyone was reached")
                }
            }
        },
        Growing("posts to a webhook", 200) { size in
            var harbor = Harbor()
            let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
            let post = try WebhookPost(Array(#"{"text":"x"}"#.utf8), kind: .incoming)
            let world = harbor.world
            return {
                var world = world
                for _ in 0..<size {
                    try world.advance(by: .milliseconds(500))
                    _ = try? world.receive(.success(post), at: webhook.id)
                    _ = world.takeChanges()
                }
            }
        },
        Growing("a notification for many", 100) { size in
            var harbor = Harbor(crew: size)
            let people = (0..<size).map { "p\($0)" as Handle }
            let chat = try harbor.world.createChat(as: "ines", kind: .meeting, members: people)
            try harbor.world.install(Harbor.bot, as: "ines", chat: chat)
            let notification = try MeetingNotification([
                "type": "targetedMeetingNotification",
                "value": [
                    "recipients": .array(people.map { .string(harbor.account($0)) }),
                    "surfaces": [["surface": "meetingTabIcon"]],
                ],
            ])
            let world = harbor.world
            return {
                var world = world
                _ = try world.notify(meeting: MeetingID(chat: chat), notification, by: Harbor.bot)
                _ = world.takeChanges()
            }
        },
        Growing("what is shown of a body", 4_000) { size in
            let body = JSONValue.array((0..<size).map { JSONValue($0) })
            return { _ = WireLogRedaction.shown(body).cost }
        },
    ]

@Suite(.serialized) struct GrowthTests {
    @Test(arguments: texts + operations)
    private func theCostGrowsNoFasterThanTheInput(_ growing: Growing) throws {
        var least = Double.infinity
        // A busy machine makes linear work look worse now and then; it never makes quadratic work look linear.
        for _ in 0..<4 where least > linear {
            least = min(
                least,
                try growth(from: growing.size, upTo: growing.size * 4, of: growing.prepare, in: { try $0() }))
        }
        #expect(least <= linear)
    }
}
